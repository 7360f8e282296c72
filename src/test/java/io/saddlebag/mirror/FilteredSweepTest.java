package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilteredSweepTest {

    @TempDir
    Path directory;

    private Mirror mirror;

    @BeforeEach
    void makeMirror() throws IOException {
        mirror = Mirror.in(directory);
    }

    @AfterEach
    void closeMirror() {
        mirror.close();
    }

    @Test
    void leavesOutWhatIsExcluded() throws IOException {
        mirror.excluding("**/*.tmp", "cache/", "/top");
        mirror.write("a/file", "x");
        mirror.write("a/file.tmp", "x");
        mirror.write("a/cache/file", "x");
        mirror.write("top", "x");
        mirror.write("a/top", "x");

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file")).isTrue();
        assertThat(mirror.destinationHas("a/top")).isTrue();
        assertThat(mirror.destinationHas("a/file.tmp")).isFalse();
        assertThat(mirror.destinationHas("a/cache")).isFalse();
        assertThat(mirror.destinationHas("top")).isFalse();
    }

    @Test
    void takesOnlyWhatIsIncluded() throws IOException {
        mirror.including("*.jpg", "documents/");
        mirror.write("a/photo.jpg", "x");
        mirror.write("a/photo.raw", "x");
        mirror.write("documents/deep/letter", "x");

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/photo.jpg")).isTrue();
        assertThat(mirror.destinationHas("a/photo.raw")).isFalse();
        assertThat(mirror.destinationHas("documents/deep/letter")).isTrue();
    }

    @Test
    void keepsWhatBecomesExcludedLater() throws IOException {
        mirror.write("a/file.tmp", "x");
        mirror.write("cache/file", "x");
        mirror.sweepWell();
        mirror.excluding("*.tmp", "cache/");

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file.tmp")).isTrue();
        assertThat(mirror.destinationHas("cache/file")).isTrue();
    }

    @Test
    void deletesWhatBecomesExcludedLaterIfAskedTo() throws IOException {
        mirror.write("a/file.tmp", "x");
        mirror.write("cache/file", "x");
        mirror.write("file", "x");
        mirror.sweepWell();
        mirror.excluding("*.tmp", "cache/").deletingExcluded();

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file.tmp")).isFalse();
        assertThat(mirror.destinationHas("cache")).isFalse();
        assertThat(mirror.destinationHas("file")).isTrue();
    }
}
