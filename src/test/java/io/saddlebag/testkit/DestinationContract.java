package io.saddlebag.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.PathBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every destination keeps to: files, links, directories and attributes here, looking, deleting and moving in the suite
 * that this one extends.
 */
public abstract class DestinationContract extends DestinationTreeContract {

    // Files

    @Test
    void aFileIsSeenOnlyWhenItIsCommitted() throws IOException {
        var file = Path.of("file");
        try (var upload = destination.write(file)) {
            write(upload, "content");
            assertThat(destination.stat(file)).isNull();

            upload.commit(attributes("file", FileType.FILE, 0644));
        }

        assertThat(contentOf("file")).isEqualTo("content");
    }

    @Test
    void theOldFileIsSeenUntilTheNewOneIsCommitted() throws IOException {
        putFile("file", "old");
        try (var upload = destination.write(Path.of("file"))) {
            write(upload, "new");
            assertThat(contentOf("file")).isEqualTo("old");

            upload.commit(attributes("file", FileType.FILE, 0644));
        }

        assertThat(contentOf("file")).isEqualTo("new");
    }

    @Test
    void anUploadThatIsNotCommittedLeavesNothing() throws IOException {
        putFile("old", "content");
        for (var name : List.of("old", "new")) {
            try (var upload = destination.write(Path.of(name))) {
                write(upload, "part");
            }
        }

        assertThat(namesIn("")).containsExactly("old");
        assertThat(contentOf("old")).isEqualTo("content");
    }

    @Test
    void aCommittedUploadLeavesNoTemporaryFile() throws IOException {
        putFile("file", "content");

        assertThat(namesIn("")).containsExactly("file");
    }

    @Test
    void aCommitReadsBackWhatIsThere() throws IOException {
        var committed = putFile("file", "content");

        assertThat(committed).isEqualTo(destination.stat(Path.of("file")));
        assertThat(committed.path()).isEqualTo(Path.of("file"));
        assertThat(committed.type()).isEqualTo(FileType.FILE);
        assertThat(committed.version().size()).isEqualTo(7);
        assertCarried(committed, 0644);
    }

    @Test
    void aRestartThrowsAwayWhatWasWritten() throws IOException {
        try (var upload = destination.write(Path.of("file"))) {
            write(upload, "much too long");
            upload.restart();
            write(upload, "short");
            upload.commit(attributes("file", FileType.FILE, 0644));
        }

        assertThat(contentOf("file")).isEqualTo("short");
    }

    @Test
    void filesMayBeEmpty() throws IOException {
        assertThat(putFile("file", "").version().size()).isZero();
        assertThat(contentOf("file")).isEmpty();
    }

    @Test
    void filesMayBeLargerThanAnyBuffer() throws IOException {
        var content = new byte[3_000_001];
        new Random(1).nextBytes(content);
        try (var upload = destination.write(Path.of("file"))) {
            write(upload, content);
            upload.commit(attributes("file", FileType.FILE, 0600));
        }

        try (var read = destination.read(Path.of("file"))) {
            assertThat(read.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void aFileReplacesALinkAndNotWhatItPointsTo() throws IOException {
        putFile("other", "untouched");
        putLink("path", "other");

        putFile("path", "content");

        assertThat(typeOf("path")).isEqualTo(FileType.FILE);
        assertThat(contentOf("other")).isEqualTo("untouched");
    }

    @Test
    void aFileDoesNotReplaceADirectory() throws IOException {
        putDirectory("path");

        assertFails(() -> putFile("path", "content"));

        assertThat(typeOf("path")).isEqualTo(FileType.DIRECTORY);
        assertThat(namesIn("")).containsExactly("path");
    }

    @Test
    void aFileNeedsItsDirectory() {
        assertFails(() -> putFile("missing/file", "content"));
    }

    @Test
    void filesAreWrittenByManyThreads() throws Exception {
        putDirectory("directory");
        var threads = Executors.newFixedThreadPool(8);
        var writes = new ArrayList<Future<Entry>>();
        for (int i = 0; i < 100; i++) {
            var name = "directory/file" + i;
            writes.add(threads.submit(() -> putFile(name, name)));
        }
        for (var write : writes) {
            write.get();
        }
        threads.shutdown();

        assertThat(namesIn("directory")).hasSize(100);
        assertThat(contentOf("directory/file42")).isEqualTo("directory/file42");
    }

    // Links

    @Test
    void linksPointAnywhere() throws IOException {
        for (var target : List.of("other", "/absolute/dangling", ".", "../../outside", "self", "with\nnewline")) {
            var link = putLink("self", target);

            assertThat(link.type()).isEqualTo(FileType.LINK);
            assertThat(link).isEqualTo(destination.stat(Path.of("self")));
            assertThat(destination.linkTarget(Path.of("self"))).isEqualTo(Path.of(target));
        }
        assertThat(namesIn("")).containsExactly("self");
    }

    @Test
    void linksPointToNamesThatAreNoText() throws IOException {
        var target = PathBytes.toPath(new byte[] {'a', (byte) 0xFF, '/', (byte) 0xC3});

        destination.link(attributes("link", FileType.LINK, 0777), target);

        assertThat(destination.linkTarget(Path.of("link"))).isEqualTo(target);
    }

    @Test
    void linksHaveTimesOfTheirOwn() throws IOException {
        putFile("file", "content");
        var before = destination.stat(Path.of("file"));

        var link = putLink("link", "file");

        assertThat(floor(link.version().modified(), linkGranularity())).isEqualTo(floor(TIME, linkGranularity()));
        assertThat(destination.stat(Path.of("file"))).isEqualTo(before);
    }

    @Test
    void aLinkReplacesAFileButNoDirectory() throws IOException {
        putFile("file", "content");
        putDirectory("directory");

        putLink("file", "target");
        assertFails(() -> putLink("directory", "target"));

        assertThat(typeOf("file")).isEqualTo(FileType.LINK);
        assertThat(typeOf("directory")).isEqualTo(FileType.DIRECTORY);
        assertThat(namesIn("")).containsExactlyInAnyOrder("file", "directory");
    }

    @Test
    void onlyLinksHaveTargets() throws IOException {
        putFile("file", "content");

        assertFails(() -> destination.linkTarget(Path.of("file")));
        assertFails(() -> destination.linkTarget(Path.of("missing")));
    }

    // Directories and attributes

    @Test
    void aNewDirectoryIsOpenToItsOwnerOnly() throws IOException {
        destination.makeDirectory(Path.of("directory"));

        assertThat(destination.stat(Path.of("directory")).mode()).isEqualTo(0700);
        assertThat(namesIn("directory")).isEmpty();
    }

    @Test
    void aDirectoryNeedsItsParentAndAFreeName() throws IOException {
        putFile("file", "content");
        putLink("link", "nowhere");

        assertFails(() -> destination.makeDirectory(Path.of("missing/directory")));
        assertFails(() -> destination.makeDirectory(Path.of("file")));
        assertFails(() -> destination.makeDirectory(Path.of("link")));
        assertThat(namesIn("")).containsExactlyInAnyOrder("file", "link");
    }

    @Test
    void attributesAreSetAndReadBack() throws IOException {
        putFile("file", "content");
        putDirectory("directory");

        for (var set : List.of(
                attributes("file", FileType.FILE, 0440),
                attributes("directory", FileType.DIRECTORY, 0555),
                attributes("", FileType.DIRECTORY, 0750))) {
            var readBack = destination.setAttributes(set);
            assertThat(readBack).isEqualTo(destination.stat(set.path()));
            assertCarried(readBack, set.mode());
        }
        assertThat(contentOf("file")).isEqualTo("content");
    }

    @Test
    void attributesOfALinkAreNotThoseOfItsTarget() throws IOException {
        putFile("file", "content");
        putLink("link", "file");
        var before = destination.stat(Path.of("file"));

        var later = new FileVersion(0, TIME + 5_000_000_000L, 0, 0);
        destination.setAttributes(new Entry(Path.of("link"), FileType.LINK, later, 0777, uid(), gid(), 0));

        assertThat(destination.stat(Path.of("file"))).isEqualTo(before);
        assertThat(floor(destination.stat(Path.of("link")).version().modified(), linkGranularity()))
                .isEqualTo(floor(later.modified(), linkGranularity()));
    }

    // Hard links

    @Test
    void aHardLinkIsAnotherNameOfAFile() throws IOException {
        assumeTrue(destination.makesHardLinks(), "needs a file system with hard links");
        putDirectory("directory");
        putFile("file", "content");

        var link = destination.hardLink(Path.of("file"), Path.of("directory/link"));

        assertThat(link).isEqualTo(destination.stat(Path.of("directory/link")));
        assertThat(link.isSameFile(destination.stat(Path.of("file")))).isTrue();
        assertThat(link.links()).isEqualTo(2);
        assertThat(contentOf("directory/link")).isEqualTo("content");
        assertThat(namesIn("directory")).containsExactly("link");
    }

    @Test
    void aHardLinkReplacesAFileOrLinkButNoDirectory() throws IOException {
        assumeTrue(destination.makesHardLinks(), "needs a file system with hard links");
        putFile("file", "content");
        putFile("old", "old content");
        putLink("link", "old");
        putDirectory("directory");

        destination.hardLink(Path.of("file"), Path.of("old"));
        destination.hardLink(Path.of("file"), Path.of("link"));
        destination.hardLink(Path.of("file"), Path.of("old"));
        assertFails(() -> destination.hardLink(Path.of("file"), Path.of("directory")));
        assertFails(() -> destination.hardLink(Path.of("directory"), Path.of("new")));
        assertFails(() -> destination.hardLink(Path.of("missing"), Path.of("new")));

        assertThat(destination.stat(Path.of("file")).links()).isEqualTo(3);
        assertThat(contentOf("old")).isEqualTo("content");
        assertThat(namesIn("")).containsExactlyInAnyOrder("file", "old", "link", "directory");
    }

    @Test
    void aFileThatReplacesAHardLinkLeavesTheOtherNames() throws IOException {
        assumeTrue(destination.makesHardLinks(), "needs a file system with hard links");
        putFile("file", "content");
        destination.hardLink(Path.of("file"), Path.of("link"));

        putFile("file", "new content");

        assertThat(contentOf("link")).isEqualTo("content");
        assertThat(destination.stat(Path.of("link")).links()).isEqualTo(1);
    }

    // Extended attributes

    @Test
    void aFileHasItsExtendedAttributesWhenItIsCommitted() throws IOException {
        assumeTrue(destination.carriesExtendedAttributes(), "needs a file system with extended attributes");
        var extended = ExtendedAttributes.of(Map.of("user.comment", new byte[] {1, 2, 3}, "user.empty", new byte[0]));
        try (var upload = destination.write(Path.of("file"))) {
            upload.attach(ExtendedAttributes.of(Map.of("user.earlier", new byte[1])));
            upload.attach(extended);
            upload.commit(attributes("file", FileType.FILE, 0444));
        }

        assertThat(destination.extendedAttributes(Path.of("file"))).isEqualTo(extended);
        assertCarried(destination.stat(Path.of("file")), 0444);
    }

    @Test
    void extendedAttributesAreReplacedByOthers() throws IOException {
        assumeTrue(destination.carriesExtendedAttributes(), "needs a file system with extended attributes");
        putFile("file", "content");
        putDirectory("directory");
        for (var path : List.of(Path.of("file"), Path.of("directory"), Path.of(""))) {
            destination.setExtendedAttributes(
                    path, ExtendedAttributes.of(Map.of("user.one", new byte[] {1}, "user.two", new byte[] {2})));
            var wanted = ExtendedAttributes.of(Map.of("user.two", new byte[] {3}, "user.three", new byte[] {4}));

            destination.setExtendedAttributes(path, wanted);

            assertThat(destination.extendedAttributes(path)).isEqualTo(wanted);
            destination.setExtendedAttributes(path, ExtendedAttributes.NONE);
            assertThat(destination.extendedAttributes(path)).isEqualTo(ExtendedAttributes.NONE);
        }
    }

    @Test
    void extendedAttributesDoNotCostSpecialModes() throws IOException {
        assumeTrue(destination.carriesExtendedAttributes(), "needs a file system with extended attributes");
        try (var upload = destination.write(Path.of("file"))) {
            upload.attach(ExtendedAttributes.of(Map.of("user.comment", new byte[] {1})));
            upload.commit(attributes("file", FileType.FILE, 06755));
        }
        destination.setExtendedAttributes(
                Path.of("file"), ExtendedAttributes.of(Map.of("user.comment", new byte[] {2})));

        assertCarried(destination.setAttributes(attributes("file", FileType.FILE, 06755)), 06755);
    }

    @Test
    void timesMayLieBeforeTheEpochOrInTheFuture() throws IOException {
        for (var time : List.of("1960-02-29T12:34:56Z", "1970-01-01T00:00:00Z", "2100-01-01T00:00:00.5Z")) {
            var version = new FileVersion(0, nanoseconds(time), 0, 0);
            putFile("file", "content");

            var set = destination.setAttributes(
                    new Entry(Path.of("file"), FileType.FILE, version, 0644, uid(), gid(), 0));

            assertThat(set.version().modified()).isEqualTo(floor(version.modified(), granularity()));
        }
    }

    // The whole

    @Test
    void itHasANameAndRoomAndCanBeFlushed() throws IOException {
        putFile("file", "content");
        destination.flush();

        var space = destination.space();
        assertThat(destination.name()).isNotBlank();
        assertThat(space.readOnly()).isFalse();
        assertThat(space.usable()).isPositive().isLessThanOrEqualTo(space.total());
    }
}
