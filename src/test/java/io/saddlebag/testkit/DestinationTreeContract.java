package io.saddlebag.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every destination keeps to in looking, deleting and moving; part of {@link DestinationContract}. */
abstract class DestinationTreeContract extends DestinationVocabulary {

    // Looking

    @Test
    void whatIsNotThereHasNoEntryAndNoContent() throws IOException {
        putDirectory("directory");

        assertThat(destination.stat(Path.of("missing"))).isNull();
        assertThat(destination.stat(Path.of("missing/below"))).isNull();
        assertFails(() -> destination.list(Path.of("missing")));
        assertFails(() -> contentOf("missing"));
        assertFails(() -> contentOf("directory"));
    }

    @Test
    void aListHasTheEntriesOfOneDirectory() throws IOException {
        putDirectory("directory");
        putDirectory("directory/below");
        putFile("directory/below/deep", "content");
        putFile("directory/file", "content");
        putLink("directory/link", "below");
        putFile("file", "content");

        var entries = destination.list(Path.of("directory"));

        assertThat(entries)
                .extracting(Entry::path)
                .containsExactlyInAnyOrder(
                        Path.of("directory/below"), Path.of("directory/file"), Path.of("directory/link"));
        for (var entry : entries) {
            assertThat(entry).isEqualTo(destination.stat(entry.path()));
        }
        assertThat(destination.stat(Path.of("")).type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    void namesAreBytes() throws IOException {
        for (var name : NastyNames.all()) {
            write(name, "content of a nasty name");
            destination.makeDirectory(Path.of("directory"));
            write(Path.of("directory").resolve(name), "below");

            assertThat(destination.list(Path.of(""))).extracting(Entry::path).contains(name);
            assertThat(destination.stat(name).version().size()).isEqualTo(23);

            destination.delete(Path.of("directory").resolve(name), FileType.FILE);
            destination.delete(Path.of("directory"), FileType.DIRECTORY);
            destination.delete(name, FileType.FILE);
        }
        assertThat(namesIn("")).isEmpty();
    }

    // Never through a symbolic link

    @Test
    void nothingGoesThroughASymbolicLink() throws IOException {
        putDirectory("directory");
        putFile("directory/file", "content");
        putLink("directory/other", "file");
        putFile("outside", "content");
        putLink("link", "directory");
        var before = destination.list(Path.of("directory"));

        throughLink()
                .forEach((what, operation) ->
                        assertThatThrownBy(operation).as(what).isInstanceOf(IOException.class));

        assertThat(destination.list(Path.of("directory"))).containsExactlyInAnyOrderElementsOf(before);
        assertThat(namesIn("")).containsExactlyInAnyOrder("directory", "link", "outside");
    }

    private Map<String, ThrowingCallable> throughLink() {
        var operations = new LinkedHashMap<String, ThrowingCallable>();
        operations.put("stat", () -> destination.stat(Path.of("link/file")));
        operations.put("list the link", () -> destination.list(Path.of("link")));
        operations.put("list below", () -> destination.list(Path.of("link/below")));
        operations.put("read", () -> contentOf("link/file"));
        operations.put("read the link", () -> contentOf("link"));
        operations.put("linkTarget", () -> destination.linkTarget(Path.of("link/other")));
        operations.put("write", () -> putFile("link/file", "new"));
        operations.put("makeDirectory", () -> destination.makeDirectory(Path.of("link/new")));
        operations.put("link", () -> putLink("link/file", "new"));
        operations.put("setAttributes", () -> destination.setAttributes(attributes("link/file", FileType.FILE, 0777)));
        operations.put("move from", () -> destination.move(Path.of("link/file"), Path.of("moved")));
        operations.put("move to", () -> destination.move(Path.of("outside"), Path.of("link/file")));
        operations.put("delete", () -> destination.delete(Path.of("link/file"), FileType.FILE));
        operations.put(
                "removeLeftover", () -> destination.removeLeftover(Path.of("link/.saddlebag-0123456789abcdef.tmp")));
        return operations;
    }

    // Deleting and moving

    @Test
    void deletingWhatIsGoneIsNoError() throws IOException {
        destination.delete(Path.of("missing"), FileType.FILE);
        destination.delete(Path.of("missing"), FileType.DIRECTORY);
        destination.delete(Path.of("missing/below"), FileType.FILE);
    }

    @Test
    void filesLinksAndEmptyDirectoriesAreDeleted() throws IOException {
        putFile("file", "content");
        putDirectory("directory");
        putLink("link", "directory");

        destination.delete(Path.of("link"), FileType.LINK);
        assertThat(namesIn("")).containsExactlyInAnyOrder("file", "directory");
        destination.delete(Path.of("file"), FileType.FILE);
        destination.delete(Path.of("directory"), FileType.DIRECTORY);

        assertThat(namesIn("")).isEmpty();
    }

    @Test
    void aDirectoryThatIsNotEmptyIsNotDeleted() throws IOException {
        putDirectory("directory");
        putFile("directory/file", "content");

        assertFails(() -> destination.delete(Path.of("directory"), FileType.DIRECTORY));

        assertThat(namesIn("directory")).containsExactly("file");
    }

    @Test
    void whatIsOfAnotherTypeIsNotDeleted() throws IOException {
        putFile("file", "content");
        putDirectory("directory");
        putLink("link", "directory");

        assertFails(() -> destination.delete(Path.of("file"), FileType.DIRECTORY));
        assertFails(() -> destination.delete(Path.of("link"), FileType.DIRECTORY));
        assertFails(() -> destination.delete(Path.of("directory"), FileType.FILE));

        assertThat(namesIn("")).containsExactlyInAnyOrder("file", "directory", "link");
    }

    @Test
    void aMoveKeepsContentAndAttributes() throws IOException {
        var before = putFile("file", "content");
        putDirectory("directory");
        putFile("directory/other", "replaced");

        destination.move(Path.of("file"), Path.of("directory/other"));

        assertThat(namesIn("")).containsExactly("directory");
        assertThat(contentOf("directory/other")).isEqualTo("content");
        assertThat(destination.stat(Path.of("directory/other")).version().modified())
                .isEqualTo(before.version().modified());
    }

    @Test
    void aDirectoryMovesWithAllThatIsBelow() throws IOException {
        putDirectory("directory");
        putDirectory("directory/below");
        putFile("directory/below/file", "content");

        destination.move(Path.of("directory"), Path.of("moved"));

        assertThat(namesIn("")).containsExactly("moved");
        assertThat(contentOf("moved/below/file")).isEqualTo("content");
    }

    @Test
    void aMoveNeedsSomethingToMoveAndAPlaceForIt() throws IOException {
        putFile("file", "content");
        putDirectory("directory");
        putFile("directory/below", "content");

        assertFails(() -> destination.move(Path.of("missing"), Path.of("moved")));
        assertFails(() -> destination.move(Path.of("file"), Path.of("missing/moved")));
        assertFails(() -> destination.move(Path.of("file"), Path.of("directory")));

        assertThat(namesIn("")).containsExactlyInAnyOrder("file", "directory");
        assertThat(namesIn("directory")).containsExactly("below");
    }

    @Test
    void leftoversOfAnInterruptedUploadAreRemoved() throws IOException {
        putDirectory("directory");
        var leftover = Path.of("directory/.saddlebag-0123456789abcdef.tmp");
        write(leftover, "part");

        destination.removeLeftover(leftover);

        assertThat(namesIn("directory")).isEmpty();
    }
}
