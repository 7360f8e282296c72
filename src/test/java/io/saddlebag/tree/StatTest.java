package io.saddlebag.tree;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatTest {

    private static final Path RELATIVE = Path.of("some/where");

    @TempDir
    private Path directory;

    private final StatFields fields = Objects.requireNonNull(StatFields.open(), "the tests open sun.nio.fs");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_763_692_335_123_456_789L, -5_000_000_000L, 10_000_000_000_000_000L})
    void seesTheSameInTheFieldsAsInTheMap(long modified) throws IOException {
        var file = Files.writeString(directory.resolve("file"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(file, FileTime.from(modified, NANOSECONDS));

        var entry = fields.entry(file, RELATIVE, false);

        assertThat(entry).isEqualTo(Stat.read(file, RELATIVE, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void seesTheSameOfDirectoriesAndDevices() {
        assertThat(fields.entry(directory, RELATIVE, false)).isEqualTo(read(directory));
        assertThat(fields.entry(Path.of("/dev/null"), RELATIVE, false)).isEqualTo(read(Path.of("/dev/null")));
    }

    private static Object read(Path path) {
        try {
            return Stat.read(path, RELATIVE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return e;
        }
    }

    @Test
    void followsALinkOnlyWhenAsked() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "content");
        var link = Files.createSymbolicLink(directory.resolve("link"), file);

        assertThat(Stat.of(link, RELATIVE)).isEqualTo(Stat.read(link, RELATIVE, LinkOption.NOFOLLOW_LINKS));
        assertThat(Stat.following(link, RELATIVE)).isEqualTo(Stat.of(file, RELATIVE));
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        var missing = directory.resolve("missing");

        assertThat(Stat.orNull(missing, RELATIVE)).isNull();
        assertThatThrownBy(() -> Stat.of(missing, RELATIVE)).isInstanceOf(NoSuchFileException.class);
    }
}
