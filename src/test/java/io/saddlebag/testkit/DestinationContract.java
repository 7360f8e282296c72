package io.saddlebag.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.PathBytes;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every destination keeps to. */
public abstract class DestinationContract {

    private static final long TIME = nanoseconds("2026-11-20T02:00:00.123456789Z");

    private Destination destination;

    /** An empty destination; asked for once per test. */
    protected abstract Destination destination() throws Exception;

    /** How fine modification times are, in nanoseconds. */
    protected long granularity() {
        return 1;
    }

    /** How fine the modification times of links are. */
    protected long linkGranularity() {
        return granularity();
    }

    /** Whether owners and groups can be set. */
    protected boolean carriesOwners() {
        return Requirements.isRoot();
    }

    @BeforeEach
    void makeDestination() throws Exception {
        destination = destination();
    }

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

        assertThat(link.version().modified()).isEqualTo(floor(TIME, linkGranularity()));
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
        assertThat(destination.stat(Path.of("link")).version().modified())
                .isEqualTo(floor(later.modified(), linkGranularity()));
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

    // The vocabulary

    /** Writes and commits a file with mode 0644. */
    protected final Entry putFile(String path, String content) throws IOException {
        return write(Path.of(path), content);
    }

    /** Makes a directory with mode 0755. */
    protected final void putDirectory(String path) throws IOException {
        destination.makeDirectory(Path.of(path));
        destination.setAttributes(attributes(path, FileType.DIRECTORY, 0755));
    }

    /** Makes a link. */
    protected final Entry putLink(String path, String target) throws IOException {
        return destination.link(attributes(path, FileType.LINK, 0777), Path.of(target));
    }

    /** The content of a file as text. */
    protected final String contentOf(String file) throws IOException {
        try (var content = destination.read(Path.of(file))) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    /** The names in a directory. */
    protected final List<String> namesIn(String directory) throws IOException {
        return destination.list(Path.of(directory)).stream()
                .map(entry -> entry.path().getFileName().toString())
                .toList();
    }

    private FileType typeOf(String path) throws IOException {
        return destination.stat(Path.of(path)).type();
    }

    private Entry write(Path file, String content) throws IOException {
        try (var upload = destination.write(file)) {
            write(upload, content);
            return upload.commit(new Entry(file, FileType.FILE, version(), 0644, uid(), gid(), 0));
        }
    }

    private static void write(Upload upload, String content) throws IOException {
        write(upload, content.getBytes(UTF_8));
    }

    private static void write(Upload upload, byte[] content) throws IOException {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            upload.channel().write(bytes);
        }
    }

    private Entry attributes(String path, FileType type, int mode) {
        return new Entry(Path.of(path), type, version(), mode, uid(), gid(), 0);
    }

    private void assertCarried(Entry readBack, int mode) {
        assertThat(Integer.toOctalString(readBack.mode())).isEqualTo(Integer.toOctalString(mode));
        assertThat(readBack.version().modified()).isEqualTo(floor(TIME, granularity()));
        if (carriesOwners()) {
            assertThat(readBack.uid()).isEqualTo(uid());
            assertThat(readBack.gid()).isEqualTo(gid());
        }
    }

    private static void assertFails(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(IOException.class);
    }

    private static FileVersion version() {
        return new FileVersion(0, TIME, 0, 0);
    }

    private int uid() {
        return carriesOwners() ? 1234 : 0;
    }

    private int gid() {
        return carriesOwners() ? 4321 : 0;
    }

    private static long floor(long time, long granularity) {
        return Math.floorDiv(time, granularity) * granularity;
    }

    private static long nanoseconds(String time) {
        var instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
