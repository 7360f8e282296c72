package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagingTest {

    @TempDir
    Path home;

    private Catalog catalog;
    private Target target;
    private final Map<String, FileState> states = new HashMap<>();

    @BeforeEach
    void open() {
        catalog = Catalog.open(home, Some.NOON);
        target = catalog.states("docs", "/backup");
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void handsOverWhatIsBelowADirectoryBeforeIt(int batch) {
        stageDirectories("a", "a/b", "a-b");
        stageFiles("a/b/c", "a/b-c", "a/d", "a-b/x", "z");
        var seen = new ArrayList<Path>();

        target.forEachStagedDeepestFirst(
                batch,
                page -> page.forEach(staged -> {
                    assertThat(seen).doesNotContainAnyElementsOf(ancestors(staged.path()));
                    seen.add(staged.path());
                }));

        assertThat(seen).hasSize(8).doesNotHaveDuplicates();
    }

    /** The root among them, which is never staged. */
    private static List<Path> ancestors(Path path) {
        return Stream.concat(
                        Stream.of(Some.ROOT),
                        Stream.iterate(path, below -> below.getParent() != null, Path::getParent)
                                .map(Path::getParent))
                .toList();
    }

    @Test
    void handsOverWhatWasStaged() {
        var entry = Some.entry(Some.raw("d/\u00ff\n"), FileType.LINK);
        var staged = new StagedDeletion(entry, true);

        target.stage(List.of(staged));

        var seen = new ArrayList<StagedDeletion>();
        target.forEachStagedDeepestFirst(10, seen::addAll);
        assertThat(seen).containsExactly(staged);
    }

    @Test
    void mayBeUnstagedAndForgottenWhileItIsHandedOver() {
        stageFiles(IntStream.range(0, 50).mapToObj(i -> "d/" + i).toArray(String[]::new));
        var seen = new ArrayList<Path>();

        target.forEachStagedDeepestFirst(7, page -> {
            var paths = page.stream().map(StagedDeletion::path).toList();
            target.forget(paths);
            target.unstage(paths);
            seen.addAll(paths);
        });

        assertThat(seen).hasSize(50).doesNotHaveDuplicates();
        assertThat(target.stagedFiles()).isZero();
        assertThat(target.knownFiles()).isZero();
    }

    @Test
    void countsWhatIsNotADirectory() {
        stageDirectories("a");
        stageFiles("a/b", "c");

        assertThat(target.stagedFiles()).isEqualTo(2);
    }

    @Test
    void handsOverReplacedPathsParentsFirst() {
        stageFiles("kept");
        for (var path : List.of("a/b/c", "a", "a/b", "a-b")) {
            target.stage(List.of(new StagedDeletion(Some.entry(Path.of(path), FileType.DIRECTORY), true)));
        }
        var seen = new ArrayList<Path>();

        target.forEachReplaced(2, seen::addAll);

        assertThat(seen).containsExactly(Path.of("a"), Path.of("a-b"), Path.of("a/b"), Path.of("a/b/c"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void handsOverEachParentOnceTheDeepestFirst(int batch) {
        stageFiles("x", "y", "a/1", "a/2", "a/b/1", "a-b/1");
        var seen = new ArrayList<Path>();

        target.forEachStagedParent(batch, seen::addAll);

        assertThat(seen).containsExactly(Path.of("a/b"), Path.of("a-b"), Path.of("a"), Some.ROOT);
    }

    @Test
    void takesAFileThatAppearsElsewhereForAMove() {
        stageFiles("old", "gone");

        target.appeared(List.of(source("old").at(Path.of("new"))));

        assertThat(target.stagedMoves()).isEqualTo(1);
        assertThat(target.stagedFiles()).isEqualTo(2);
    }

    @Test
    void takesNothingForAMoveThatChangedOrHasNoInode() {
        stageFiles("old");
        var source = source("old");
        var version = source.version();

        target.appeared(List.of(
                with(source, new FileVersion(version.size() + 1, version.modified(), version.inode(), 0)),
                with(source, new FileVersion(version.size(), version.modified() + 1, version.inode(), 0)),
                with(source, new FileVersion(version.size(), version.modified(), 0, 0))));

        assertThat(target.stagedMoves()).isZero();
    }

    @Test
    void takesAMovedFileForAMoveAlthoughItsStatusChanged() {
        stageFiles("old");
        var source = source("old");
        var version = source.version();

        target.appeared(List.of(with(source, new FileVersion(version.size(), version.modified(), version.inode(), 1))));

        assertThat(target.stagedMoves()).isEqualTo(1);
    }

    private static Entry with(Entry entry, FileVersion version) {
        return new Entry(entry.path(), entry.type(), version, 0, 0, 0, 0);
    }

    @Test
    void keepsTheOldCopyOfAMoveThatWasNotDelivered() {
        stageDirectories("a", "a/b", "a/c");
        stageFiles("a/b/moved", "a/b/gone", "a/c/delivered");
        var moved = source("a/b/moved").at(Path.of("new"));
        target.appeared(List.of(moved, source("a/c/delivered").at(Path.of("new2"))));

        target.failed(List.of(moved));

        assertThat(target.unstageUndeliveredMoves()).isEqualTo(1);
        assertThat(staged()).containsExactlyInAnyOrder("a/b/gone", "a/c", "a/c/delivered");
    }

    @Test
    void keepsTheOldCopyAlsoWhenTheFailureIsToldFirst() {
        stageFiles("old");
        var moved = source("old").at(Path.of("new"));

        target.failed(List.of(moved));
        target.appeared(List.of(moved));

        assertThat(target.unstageUndeliveredMoves()).isEqualTo(1);
        assertThat(staged()).isEmpty();
    }

    @Test
    void keepsTheOldCopiesOfMoreMovesThanOneTransactionTakes() {
        stageDirectories("d");
        stageFiles(IntStream.range(0, 2500).mapToObj(i -> "d/" + i).toArray(String[]::new));

        target.failed(states.values().stream().map(FileState::source).toList());

        assertThat(target.unstageUndeliveredMoves()).isEqualTo(2500);
        assertThat(staged()).isEmpty();
    }

    @Test
    void forgetsStagedDeletionsAndWhatAppearedWhenItBeginsAnew() {
        stageFiles("old");
        target.appeared(List.of(source("old")));

        target.clearStaged();

        stageFiles("old2");
        target.stage(List.of(new StagedDeletion(known("old").destination(), false)));
        assertThat(target.stagedFiles()).isEqualTo(2);
        assertThat(target.stagedMoves()).isZero();
    }

    private Entry source(String path) {
        return known(path).source();
    }

    private FileState known(String path) {
        return Objects.requireNonNull(states.get(path));
    }

    private void stageDirectories(String... paths) {
        stage(FileType.DIRECTORY, paths);
    }

    private void stageFiles(String... paths) {
        stage(FileType.FILE, paths);
    }

    private void stage(FileType type, String... paths) {
        var delivered = Arrays.stream(paths)
                .map(path -> Some.state(Path.of(path), type))
                .toList();
        delivered.forEach(state -> states.put(state.path().toString(), state));
        target.record(delivered);
        target.stage(delivered.stream()
                .map(state -> new StagedDeletion(state.destination(), false))
                .toList());
    }

    private List<String> staged() {
        var staged = new ArrayList<String>();
        target.forEachStagedDeepestFirst(
                100, page -> page.forEach(deletion -> staged.add(deletion.path().toString())));
        return staged;
    }
}
