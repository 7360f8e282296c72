package io.saddlebag.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory does for those who keep versions in it. */
class AsideTest {

    @TempDir
    Path directory;

    @Test
    void aFileGetsAFurtherNameAndKeepsItsOwn() throws IOException {
        Files.writeString(directory.resolve("file"), "content");
        var destination = new DirectoryDestination(directory, false);

        assertThat(destination.linkAside(Path.of("file"), Path.of("aside"))).isTrue();

        assertThat(Files.isSameFile(directory.resolve("file"), directory.resolve("aside")))
                .isTrue();
    }

    @Test
    void aLinkGetsAFurtherNameAndIsNotFollowed() throws IOException {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
        var destination = new DirectoryDestination(directory, false);

        assertThat(destination.linkAside(Path.of("link"), Path.of("aside"))).isTrue();

        assertThat(Files.readSymbolicLink(directory.resolve("aside"))).isEqualTo(Path.of("nowhere"));
    }

    @Test
    void whatWasCutShortIsALineOfItsOwn() throws IOException {
        Files.writeString(directory.resolve("lines"), "one\ncut sh");
        var destination = new DirectoryDestination(directory, true);

        destination.appendLine(Path.of("lines"), "two".getBytes(UTF_8));
        destination.appendLine(Path.of("lines"), "three".getBytes(UTF_8));

        assertThat(directory.resolve("lines")).hasContent("one\ncut sh\ntwo\nthree\n");
    }
}
