package io.saddlebag.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.tree.Stat;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotTakerTest {

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Store.in(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void listsAndHoldsTheWholeTreeAfterEachRoundOfChanges(ArchiveFormat format) throws IOException {
        var generator = TreeGenerator.seeded(41).files(60).directories(15).into(store.source);
        store.in(format);
        if (format == ArchiveFormat.TAR_ZST) {
            store.with(old -> old.withBetween(SnapshotKind.DIFFERENTIAL));
        }

        for (int round = 0; round < 4; round++) {
            var run = store.take();

            assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.DONE);
            assertTree(store.latest());
            generator.change(store.source);
        }

        assertThat(store.snapshots().headers())
                .extracting(ManifestHeader::kind)
                .startsWith(SnapshotKind.FULL, store.latest().kind())
                .hasSize(4);
    }

    private void assertTree(ManifestHeader snapshot) throws IOException {
        var entries = store.entries(snapshot);
        var seen = new ArrayList<Path>();
        for (var entry : entries) {
            var path = store.source.resolveSibling(entry.path());
            seen.add(path);
            var there = Stat.of(path, entry.path());
            assertThat(entry.type()).as("%s", path).isEqualTo(there.type());
            assertThat(entry.modified()).isEqualTo(there.version().modified());
            assertThat(entry.mode()).isEqualTo(there.mode());
            assertThat(entry.stale()).isFalse();
            if (entry.type() == FileType.FILE) {
                assertThat(store.content(snapshot, entry)).as("%s", path).isEqualTo(Files.readAllBytes(path));
            }
            if (entry.hardlink() != null) {
                assertThat(entries)
                        .anyMatch(file -> file.path().equals(entry.hardlink())
                                && file.version().inode() == there.version().inode());
            }
        }
        try (var files = Files.walk(store.source)) {
            assertThat(seen).containsExactlyInAnyOrderElementsOf(files.toList());
        }
    }

    @Test
    void takesNoSetWhereNothingChanged() throws IOException {
        store.write("a/b", "b");
        store.take();

        var run = store.take();

        assertThat(run.outcome()).isEqualTo(Outcome.DONE);
        assertThat(run.message()).isEqualTo("unchanged since 2026-11-20T03-00-00Z-full");
        assertThat(store.snapshots().headers()).hasSize(1);
        assertThat(run.counts().unchanged()).isEqualTo(3);
    }

    @Test
    void takesNoDifferentialWhereNothingChangedSinceTheLastOne() throws IOException {
        store.with(old -> old.withBetween(SnapshotKind.DIFFERENTIAL)).write("a", "a");
        store.take();
        store.write("b", "b");
        store.take();

        var run = store.take();

        assertThat(run.message()).isEqualTo("unchanged since 2026-11-20T04-00-00Z-differential");
        assertThat(store.snapshots().headers()).hasSize(2);
    }

    @Test
    void holdsOfADifferentialWhatTheFullDoesNot() throws IOException {
        store.with(old -> old.withBetween(SnapshotKind.DIFFERENTIAL)).write("a", "a");
        store.take();
        store.write("b", "b");
        store.take();
        store.write("c", "c");
        store.take();

        assertThat(store.holder("source/a")).isEqualTo(SnapshotKind.FULL);
        assertThat(store.holder("source/b")).isEqualTo(SnapshotKind.DIFFERENTIAL);
        assertThat(store.holder("source/c")).isEqualTo(SnapshotKind.DIFFERENTIAL);
        assertThat(store.latest().base()).isEqualTo(store.latest().full());
        assertThat(store.latest().counts().storedFiles()).isEqualTo(2);
    }

    @Test
    void doesNotBringDeletedFilesBack() throws IOException {
        store.write("kept", "kept");
        store.write("deleted/file", "deleted");
        store.take();
        Files.delete(store.source.resolve("deleted/file"));
        Files.delete(store.source.resolve("deleted"));

        var run = store.take();

        assertThat(store.paths()).containsExactly("source", "source/kept");
        assertThat(run.counts().deleted()).isEqualTo(2);
    }

    @Test
    void takesADirectoryThatWasMovedInWithOldTimes() throws IOException {
        var outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("old"), "old");
        var longAgo = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
        Files.setLastModifiedTime(outside.resolve("old"), longAgo);
        Files.setLastModifiedTime(outside, longAgo);
        store.write("a", "a");
        store.take();
        Files.move(outside, store.source.resolve("inside"));

        store.take();

        assertThat(store.text("source/inside/old")).isEqualTo("old");
    }

    @Test
    void takesAFileThatWasReplacedByAnOlderOneOfTheSameSize() throws IOException {
        var file = store.write("file", "newer");
        store.take();
        Files.writeString(file, "older");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        store.take();

        assertThat(store.text("source/file")).isEqualTo("older");
    }

    @Test
    void takesADifferentialOfWhatIsAgainAsTheFullHasIt() throws IOException {
        var current = directory.resolve("current");
        var first =
                Files.writeString(Files.createDirectory(directory.resolve("1")).resolve("file"), "first");
        var second =
                Files.writeString(Files.createDirectory(directory.resolve("2")).resolve("file"), "second");
        store.with(old -> old.withBetween(SnapshotKind.DIFFERENTIAL)
                .withSources(List.of(new SnapshotSettings.Source("source", current))));

        for (var file : List.of(first, second, first)) {
            Files.deleteIfExists(current);
            Files.createSymbolicLink(current, file.getParent());
            store.take();
        }

        assertThat(store.text("source/file")).isEqualTo("first");
        assertThat(store.snapshots().headers()).hasSize(3);
        assertThat(store.take().message()).startsWith("unchanged");
    }

    @Test
    void takesAnotherContentOfTheSameSizeAndTime() throws IOException {
        var file = store.write("file", "one");
        var time = Files.getLastModifiedTime(file);
        store.take();
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);

        store.take();

        assertThat(store.text("source/file")).isEqualTo("two");
    }

    @Test
    void looksOnceMoreIntoAFileThatChangedWhileTheSnapshotWasTaken() throws IOException {
        var file = store.write("file", "one");
        var changed = Stat.of(file, Path.of("file")).version().changed();
        var start = Instant.EPOCH.plusNanos(changed).minus(Duration.ofHours(1));
        store.clock.advance(Duration.between(store.clock.instant(), start));

        store.take();

        assertThat(store.entry("source/file").version().changed()).isZero();
        assertThat(store.take().message()).startsWith("unchanged");
    }

    @Test
    void storesNoContentAgainWhereOnlyTheModeChanged() throws IOException {
        var file = store.write("file", "content");
        store.take();
        Files.setAttribute(file, "unix:mode", 0640);

        var run = store.take();

        assertThat(run.counts().modified()).isEqualTo(1);
        assertThat(store.latest().counts().storedFiles()).isZero();
        assertThat(store.entry("source/file").mode()).isEqualTo(0640);
        assertThat(store.holder("source/file")).isEqualTo(SnapshotKind.FULL);
    }

    @Test
    void takesNoSetWhereOnlyInodesChanged() throws IOException {
        var file = store.write("file", "content");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        store.take();
        var copy = directory.resolve("copy");
        var rootTime = Files.getLastModifiedTime(store.source);
        Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(store.source, rootTime);

        var run = store.take();

        assertThat(run.message()).startsWith("unchanged since");
        assertThat(store.take().message()).startsWith("unchanged since");
    }

    @Test
    void findsEveryKindOfChangeWhateverItRemembersOfTheLastWalk() throws IOException {
        var file = store.write("dir/file", "content");
        store.take();
        store.take();
        Files.setAttribute(file, "unix:mode", 0600);
        var mode = store.take();
        Files.move(file, file.resolveSibling("renamed"));
        var renamed = store.take();
        store.forget();
        var forgotten = store.take();

        assertThat(mode.counts().modified()).isEqualTo(1);
        assertThat(renamed.counts().created()).isEqualTo(1);
        assertThat(forgotten.message()).startsWith("unchanged since");
    }

    @Test
    void keepsAContentThatMovedToAnotherNameOfTheSameFile() throws IOException {
        var first = store.write("a", "linked");
        Files.createLink(store.source.resolve("b"), first);
        store.take();
        Files.delete(first);

        store.take();

        assertThat(store.entry("source/b").hardlink()).isNull();
        assertThat(store.text("source/b")).isEqualTo("linked");
    }

    @Test
    void namesAFileThatGotAFurtherName() throws IOException {
        var first = store.write("b", "linked");
        store.take();
        Files.createLink(store.source.resolve("c"), first);
        Files.createLink(store.source.resolve("a"), first);

        store.take();

        assertThat(store.text("source/a")).isEqualTo("linked");
        assertThat(store.entry("source/b").hardlink()).isEqualTo(Path.of("source/a"));
        assertThat(store.entry("source/c").hardlink()).isEqualTo(Path.of("source/a"));
    }

    @Test
    void saysWhatWouldBeTakenAndWritesNothing() throws IOException {
        store.write("a", "content");

        var run = store.take(Store::dry);

        assertThat(run.message()).isEqualTo("would take full: there is no full yet");
        assertThat(run.counts().created()).isEqualTo(2);
        assertThat(store.destination).doesNotExist();
    }

    @Test
    void keepsFilesOfTheStoreToTheirOwner() throws IOException {
        store.write("a", "content");
        store.take();

        var modes = new ArrayList<String>();
        for (var path : List.of(
                "",
                store.latest().id().toString(),
                store.latest().id() + "/data.zip",
                store.latest().id() + "/manifest.jsonl.gz",
                "saddlebag-store.json",
                "saddlebag.lock")) {
            modes.add(Integer.toOctalString(
                    (int) Files.getAttribute(store.destination.resolve(path), "unix:mode", LinkOption.NOFOLLOW_LINKS)
                            & 0777));
        }

        assertThat(modes).containsExactly("700", "700", "600", "600", "600", "600");
    }

    @Test
    void givesAttributesOfALargeFileToTarAsWell() throws IOException {
        Requirements.assumeCommands("tar", "gzip");
        var large = Files.write(store.source.resolve("large"), new byte[3 << 20]);
        UserAttributes.view(large).write("note", ByteBuffer.wrap("kept".getBytes(UTF_8)));
        var target = Files.createDirectory(directory.resolve("target"));

        store.in(ArchiveFormat.TAR_GZ).take();
        var archive = store.destination.resolve(store.latest().id() + "/data.tar.gz");
        Command.run("tar", "-C", target, "-x", "-p", "--xattrs", "-f", archive);

        assertThat(Files.getAttribute(target.resolve("source/large"), "user:note"))
                .isEqualTo("kept".getBytes(UTF_8));
    }
}
