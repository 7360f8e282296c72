package io.saddlebag.snapshot;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.LOST;
import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.restore.StoreVerification;
import io.saddlebag.restore.Walk;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreVerificationTest {

    @TempDir
    Path directory;

    private Store store;
    private final List<Finding> found = new ArrayList<>();

    @BeforeEach
    void create() throws IOException {
        store = Store.in(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInARandomStoreAndWritesNothing(ArchiveFormat format) throws IOException {
        TreeGenerator.seeded(11).into(store.source);
        store.in(format).take();
        TreeGenerator.seeded(12).change(store.source);
        store.take();
        var before = TreeSnapshot.of(store.destination);

        var shallow = verify(false);
        var deep = verify(true);

        assertThat(found).isEmpty();
        assertThat(shallow.bytes()).isZero();
        var stored = store.snapshots().headers().stream()
                .mapToLong(header -> header.counts().storedFiles())
                .sum();
        assertThat(deep.unchanged()).isEqualTo(stored + 5);
        assertThat(deep.bytes()).isPositive();
        assertThatTree(store.destination).isUnchangedSince(before);
    }

    @ParameterizedTest
    @EnumSource
    void namesEachFileWithAFlippedByte(ArchiveFormat format) throws IOException {
        chain(format);

        for (var file : files()) {
            flipAndVerify(file, Files.size(file) / 2);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void namesEachFileWithAByteFlippedAnywhere(ArchiveFormat format) throws IOException {
        chain(format);

        for (var file : files()) {
            long size = Files.size(file);
            long step = Math.max(1, size / 60);
            for (long at = 0; at < size; at += at < 60 || at > size - 60 ? 1 : step) {
                flipAndVerify(file, at);
            }
        }
    }

    private void flipAndVerify(Path file, long at) throws IOException {
        flip(file, at);
        verify(true);
        assertThat(found)
                .as(file + " at " + at)
                .anyMatch(finding ->
                        finding.severity() == DAMAGED && finding.path().startsWith(store.destination.relativize(file)));
        flip(file, at);
    }

    @Test
    void namesTheSnapshotsThatNeedADamagedContentAndNoOthers() throws IOException {
        chain(ArchiveFormat.DIRECTORY);
        var full = store.snapshots().headers().get(0);
        var second = store.snapshots().headers().get(1);
        var third = store.snapshots().headers().get(2);

        flip(store.destination.resolve(full.id() + "/data/source/replaced"), 0);
        verify(true);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(Path.of(full.id() + "/data/source/replaced"));
            assertThat(finding.message())
                    .contains(full.id().toString())
                    .doesNotContain(second.id().toString())
                    .doesNotContain(third.id().toString());
        });
    }

    @Test
    void namesEverySnapshotThatAMissingArchiveLoses() throws IOException {
        chain(ArchiveFormat.ZIP);
        var headers = store.snapshots().headers();

        Files.delete(store.destination.resolve(headers.get(1).id() + "/data.zip"));
        verify(false);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(LOST);
            assertThat(finding.path()).isEqualTo(Path.of(headers.get(1).id() + "/data.zip"));
            assertThat(finding.message())
                    .contains("Needed by " + headers.get(1).id() + ", "
                            + headers.get(2).id() + ".");
        });
    }

    @Test
    void namesASnapshotThatIsMissingAndThoseThatNeedIt() throws IOException {
        chain(ArchiveFormat.ZIP);
        var headers = store.snapshots().headers();

        Files.delete(store.destination.resolve(headers.get(0).id() + "/manifest.jsonl.gz"));
        verify(true);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(LOST);
            assertThat(finding.path()).isEqualTo(Path.of(headers.get(0).id() + "/manifest.jsonl.gz"));
            assertThat(finding.message())
                    .contains(
                            headers.get(1).id().toString(), headers.get(2).id().toString());
        });
    }

    @ParameterizedTest
    @EnumSource
    void provesContentsOfASnapshotWhoseManifestIsDamagedByThoseThatNeedThem(ArchiveFormat format) throws IOException {
        chain(format);
        var full = store.snapshots().headers().get(0).id().toString();

        flip(store.destination.resolve(full + "/manifest.jsonl.gz"), 300);
        verify(true);
        assertThat(found)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("Needed by " + full));

        Files.write(store.destination.resolve(full + "/" + format.fileName() + kept(format)), new byte[30]);
        verify(true);
        assertThat(found).hasSize(2);
        assertThat(found)
                .last()
                .satisfies(finding -> assertThat(finding.message()).contains("-incremental"));
    }

    private static String kept(ArchiveFormat format) {
        return format == ArchiveFormat.DIRECTORY ? "/source/kept" : "";
    }

    @Test
    void findsFilesThatAnArchiveInADirectoryLacks() throws IOException {
        chain(ArchiveFormat.DIRECTORY);
        var full = store.destination.resolve(
                store.snapshots().headers().get(0).id().toString());

        Files.delete(full.resolve("data/source/kept"));
        Files.writeString(full.resolve("data/source/replaced"), "longer than it was");
        verify(false);

        assertThat(found).extracting(Finding::severity).containsExactlyInAnyOrder(LOST, DAMAGED);
    }

    @Test
    void notesWhatIsNoPartOfTheStore() throws IOException {
        chain(ArchiveFormat.ZIP);

        Files.createDirectory(store.destination.resolve("2026-11-21T00-00-00Z-full"));
        Files.createFile(store.destination.resolve("stranger"));
        Files.createFile(
                store.destination.resolve(store.latest().id().toString()).resolve(".saddlebag-0123456789abcdef.tmp"));
        verify(true);

        assertThat(found).extracting(Finding::severity).containsExactly(NOTE, NOTE, NOTE);
    }

    @Test
    void findsAStoreWithoutItsFileAndNoStoreWhereThereIsNothing() throws IOException {
        chain(ArchiveFormat.ZIP);
        Files.delete(store.destination.resolve("saddlebag-store.json"));

        verify(false);

        assertThat(found).extracting(Finding::severity).containsExactly(LOST);
        assertThatThrownBy(() -> verify(store.source, false))
                .isInstanceOfSatisfying(
                        SaddlebagException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_FOUND));
    }

    /** A full and two increments; all of them need the one before. */
    private void chain(ArchiveFormat format) throws IOException {
        store.in(format);
        store.write("kept", "kept from the full");
        store.write("replaced", "replaced by the second");
        store.take();
        store.write("replaced", "what the second has");
        store.take(SnapshotKind.INCREMENTAL);
        store.write("added", "by the third");
        store.take(SnapshotKind.INCREMENTAL);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(store.destination)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("saddlebag.lock"))
                    .toList();
        }
    }

    private Counts verify(boolean deep) throws IOException {
        return verify(store.destination, deep);
    }

    private Counts verify(Path root, boolean deep) throws IOException {
        found.clear();
        var options = RunOptions.DEFAULT;
        var walk = Walk.of(options, 2, store.clock, Duration.ZERO, found::addAll);
        new StoreVerification(root, deep, 2, walk).run(options.progress());
        return walk.tally().counts();
    }

    private static void flip(Path file, long at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x10;
        Files.write(file, bytes);
    }
}
