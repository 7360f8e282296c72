package io.saddlebag.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotGuardsTest {

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Store.in(directory);
        store.write("a", "a");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void takesNothingOfASourceThatIsMissing() throws IOException {
        store.take();
        Files.move(store.source, directory.resolve("elsewhere"));

        var run = store.take();

        assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.message()).contains("does not exist: is it unmounted?");
        assertThat(store.snapshots().headers()).hasSize(1);
    }

    @Test
    void takesNothingOfASourceThatIsEmptyUntilThatIsAllowed() throws IOException {
        store.take();
        Files.delete(store.source.resolve("a"));

        var guarded = store.take();
        var allowed = store.take(Store::allowing);

        assertThat(guarded.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(guarded.message()).contains("is empty: is it unmounted?");
        assertThat(allowed.outcome()).isEqualTo(Outcome.DONE);
        assertThat(store.paths()).containsExactly("source");
    }

    @Test
    void takesTheOtherSourcesWhereOneIsMissing() throws IOException {
        var other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("file"), "other");
        store.with(old -> old.withSources(List.of(
                new SnapshotSettings.Source("other", other), new SnapshotSettings.Source("source", store.source))));
        store.take();
        Files.move(other, directory.resolve("unmounted"));
        store.write("b", "b");

        var guarded = store.take();
        var stale = store.entry("other/file").stale();
        Files.move(directory.resolve("unmounted"), other);
        var back = store.take();

        assertThat(guarded.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(stale).isTrue();
        assertThat(back.outcome()).isEqualTo(Outcome.DONE);
        assertThat(store.paths()).containsExactly("other", "other/file", "source", "source/a", "source/b");
        assertThat(store.entry("other/file").stale()).isFalse();
    }

    @Test
    void makesNoNewStoreWhereSnapshotsWerePut() throws IOException {
        store.take();
        Files.move(store.destination, directory.resolve("unmounted"));

        var missing = store.take();
        Files.createDirectory(store.destination);
        var empty = store.take();

        assertThat(missing.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(empty.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(store.destination).isEmptyDirectory();
        assertThat(store.take(Store::anew).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void keepsWhatCannotBeListedAsTheLastSnapshotHasIt() throws IOException {
        store.write("dir/file", "file");
        store.write("dir/sub/deep", "deep");
        store.take();
        // No pattern can be read from a directory: the directory cannot be told what it excludes.
        Files.createDirectory(store.source.resolve("dir/.saddlebagignore"));
        Files.delete(store.source.resolve("dir/.saddlebagignore"));
        Files.writeString(store.source.resolve("dir/.saddlebagignore"), "x".repeat(1_100_000));
        store.write("new", "new");

        var run = store.take();

        assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(store.latest().complete()).isFalse();
        assertThat(store.entry("source/dir/file").stale()).isTrue();
        assertThat(store.text("source/dir/sub/deep")).isEqualTo("deep");
        assertThat(store.text("source/new")).isEqualTo("new");
        assertThat(store.findings).extracting(Finding::severity).contains(Finding.Severity.UNREADABLE);
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void keepsTheContentOfANameThatCannotBeListedWhereTheFileChangedUnderItsFirstName(ArchiveFormat format)
            throws IOException {
        var first = store.in(format).source.resolve(PathBytes.toPath(new byte[] {'a', (byte) 0xE9}));
        Files.writeString(first, "before");
        Files.createDirectory(store.source.resolve("dir"));
        Files.createLink(store.source.resolve("dir/further"), first);
        store.write("dir/zz", "content");
        store.take();
        Files.writeString(first, "afterwards");
        Files.writeString(store.source.resolve("dir/.saddlebagignore"), "x".repeat(1_100_000));

        store.take();

        assertThat(store.entry("source/dir/further").stale()).isTrue();
        assertThat(store.text("source/dir/further")).isEqualTo("before");
    }

    @Test
    void makesAFullThatLacksSomethingDependOnTheLastSnapshot() throws IOException {
        store.write("dir/file", "file");
        store.take();
        Files.writeString(store.source.resolve("dir/.saddlebagignore"), "x".repeat(1_100_000));

        store.take(SnapshotKind.FULL);

        assertThat(store.text("source/dir/file")).isEqualTo("file");
        assertThat(store.latest().full()).isEqualTo(store.latest().id());
        assertThat(store.snapshots().chain(store.latest()))
                .extracting(ManifestHeader::kind)
                .containsExactly(SnapshotKind.FULL, SnapshotKind.FULL);
    }

    @Test
    void beginsAnewWithAFullWhereTheBaseIsDamaged() throws IOException {
        store.take();
        store.write("b", "b");
        store.take();
        var manifest = store.destination.resolve(store.latest().id().toString()).resolve("manifest.jsonl.gz");
        var bytes = Files.readAllBytes(manifest);
        bytes[bytes.length - 70] ^= 1;
        Files.write(manifest, bytes);

        store.take();

        assertThat(store.latest().kind()).isEqualTo(SnapshotKind.FULL);
        assertThat(store.latest().reason()).contains("is damaged");
        assertThat(store.text("source/b")).isEqualTo("b");
    }

    @Test
    void beginsAnewWithAFullWhereAnArchiveOfTheChainIsMissing() throws IOException {
        store.take();
        Files.delete(store.destination.resolve(store.latest().id().toString()).resolve("data.zip"));

        store.take();

        assertThat(store.latest().reason()).contains("data.zip is missing");
        assertThat(store.snapshots().headers()).hasSize(2);
    }

    @Test
    void takesAFullWhereTheClockWasSetBackFurtherThanFullsAreApart() throws IOException {
        store.take();
        store.clock.advance(Duration.ofDays(-400));
        store.write("c", "c");

        store.take();

        assertThat(store.latest().reason()).contains("clock was set back");
        assertThat(store.text("source/c")).isEqualTo("c");
        assertThat(store.take().message()).startsWith("unchanged");
    }

    @Test
    void takesADifferentialAgainWhereTheArchiveOfTheLastOneIsMissing() throws IOException {
        store.with(old -> old.withBetween(SnapshotKind.DIFFERENTIAL)).take();
        store.write("c", "c");
        store.take();
        Files.delete(store.destination.resolve(store.latest().id().toString()).resolve("data.zip"));

        store.take();

        assertThat(store.latest().reason()).contains("data.zip is missing");
        assertThat(store.text("source/c")).isEqualTo("c");
        assertThat(store.take().message()).startsWith("unchanged");
    }

    @Test
    void takesAFullWhereTheLastOneIsTooOldOrTheFiltersAreOthers() throws IOException {
        store.take();
        store.clock.advance(Duration.ofDays(14));
        store.take();
        var old = store.latest();
        store.with(before -> before.withChoice(new SnapshotSettings.Choice(
                List.of(), List.of("*.tmp"), before.choice().selection(), true)));
        store.take();

        assertThat(old.reason()).endsWith("is older than 14d");
        assertThat(store.latest().reason()).startsWith("the filters are others");
        assertThat(store.snapshots().headers()).extracting(ManifestHeader::kind).containsOnly(SnapshotKind.FULL);
    }

    @Test
    void takesTheKindThatIsAskedFor() throws IOException {
        store.take();
        store.write("b", "b");
        store.take(SnapshotKind.DIFFERENTIAL);
        store.write("c", "c");
        store.take(SnapshotKind.INCREMENTAL);
        store.take(SnapshotKind.FULL);

        assertThat(store.snapshots().headers())
                .extracting(ManifestHeader::kind)
                .containsExactly(
                        SnapshotKind.FULL, SnapshotKind.DIFFERENTIAL, SnapshotKind.INCREMENTAL, SnapshotKind.FULL);
        assertThat(Objects.requireNonNull(store.entry("source/b").held()).in())
                .isEqualTo(store.latest().id());
    }

    @Test
    void endsWithoutASnapshotWhenItIsStopped() throws IOException {
        var run = store.take(options -> options.stoppedBy(() -> true));

        assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(store.destination.resolve("2026-11-20T03-00-00Z-full")).doesNotExist();
    }
}
