package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.mirror.MirrorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MirrorCheckTest {

    private static final long LEFT_FILES = 5;

    @TempDir
    private Path directory;

    private Path source = Path.of("");
    private Path destination = Path.of("");

    @BeforeEach
    void makeTrees() throws Exception {
        source = Files.createDirectory(directory.resolve("source"));
        destination = Files.createDirectory(directory.resolve("destination"));
    }

    @Test
    void findsNothingWrongWithAMirrorThatCanRun() {
        var checks = check(null, 0);

        assertThat(checks).hasSize(2).allMatch(Check::isOk);
        assertThat(checks.get(1).message()).endsWith(" free");
    }

    @Test
    void findsAMissingSource() throws Exception {
        Files.delete(source);

        assertThat(check(null, 0).get(0).result()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void findsAMissingMarker() {
        var marker = check(".mounted", 0).get(1);

        assertThat(marker.result()).isEqualTo(ExitCode.FAILED);
        assertThat(marker.message()).contains(".mounted is missing");
    }

    @Test
    void leavesAMissingDestinationToTheFirstRun() throws Exception {
        Files.delete(destination);

        var check = check(null, 0).get(1);

        assertThat(check.isOk()).isTrue();
        assertThat(destination).doesNotExist();
    }

    @Test
    void findsADestinationThatWasThereAndIsNot() throws Exception {
        Files.delete(destination);

        assertThat(check(null, LEFT_FILES).get(1).result()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void findsADestinationThatIsEmptyThoughItWasNot() {
        assertThat(check(null, LEFT_FILES).get(1).result()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void takesADiskWithNothingButLostAndFoundForEmpty() throws Exception {
        Files.createDirectory(destination.resolve("lost+found"));

        assertThat(check(null, LEFT_FILES).get(1).result()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void findsADestinationWhoseParentIsMissing() throws Exception {
        destination = directory.resolve("not/there");

        assertThat(check(null, 0).get(1).result()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void findsADestinationThatIsAFile() throws Exception {
        Files.delete(destination);
        Files.createFile(destination);

        assertThat(check(null, 0).get(1).result()).isEqualTo(ExitCode.FAILED);
    }

    private List<Check> check(@Nullable String marker, long known) {
        var settings = MirrorSettings.of("photos", source, destination).withMarker(marker);
        return new MirrorCheck(settings, known).checks();
    }
}
