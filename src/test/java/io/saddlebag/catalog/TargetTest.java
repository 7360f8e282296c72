package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @TempDir
    Path home;

    private Catalog catalog;
    private Target target;

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
    @ValueSource(
            strings = {
                "plain",
                "\u00ff\u00fe not UTF-8",
                "new\nline",
                "back\\slash",
                "\u00c3\u00a4",
                " ",
                "%41",
                "-",
                "~"
            })
    void carriesWhateverBytesANameHas(String name) {
        var below = Some.state(Some.raw("dir\u00ff/" + name), FileType.FILE);
        var top = Some.state(Some.raw(name), FileType.LINK);

        target.record(List.of(below, top));

        assertThat(target.directory(Some.raw("dir\u00ff"))).containsOnly(Map.entry(below.path(), below));
        assertThat(target.directory(Some.ROOT)).containsOnly(Map.entry(top.path(), top));
    }

    @Test
    void keepsEveryFieldOfBothEntriesAndTheMountPoint() {
        var mounted = new FileState(
                Some.entry(Path.of("a/b"), FileType.DIRECTORY), Some.entry(Path.of("a/b"), FileType.LINK), true);

        target.record(List.of(mounted));

        assertThat(target.directory(Path.of("a"))).containsEntry(Path.of("a/b"), mounted);
    }

    @Test
    void replacesAnOlderStateOfTheSamePath() {
        var newer = Some.file("a");

        target.record(List.of(Some.file("a")));
        target.record(List.of(newer));

        assertThat(target.directory(Some.ROOT).values()).containsExactly(newer);
    }

    @Test
    void keepsTheRootApartFromItsEntries() {
        var root = Some.directory("");

        target.record(List.of(root, Some.file("a")));

        assertThat(target.root()).contains(root);
        assertThat(target.directory(Some.ROOT)).containsOnlyKeys(Path.of("a"));
    }

    @Test
    void listsOnlyDirectEntries() {
        target.record(List.of(Some.directory("a"), Some.file("a/b"), Some.file("a/b/c"), Some.file("a-b")));

        assertThat(target.directory(Path.of("a"))).containsOnlyKeys(Path.of("a/b"));
    }

    @Test
    void countsFilesAndLinksOnly() {
        target.record(List.of(Some.file("a"), Some.state(Path.of("l"), FileType.LINK), Some.directory("d")));
        catalog.states("docs", "/other").record(List.of(Some.file("b")));

        assertThat(target.knownFiles()).isEqualTo(2);
    }

    @Test
    void knowsNothingOfAnotherJobOrDestination() {
        target.record(List.of(Some.file("a")));
        target.rootIdentity(new RootIdentity(1, 2));

        assertThat(catalog.states("docs", "/other").directory(Some.ROOT)).isEmpty();
        assertThat(catalog.states("other", "/backup").directory(Some.ROOT)).isEmpty();
        assertThat(catalog.states("other", "/backup").rootIdentity()).isEmpty();
    }

    @Test
    void remembersTheDestinationsRoot() {
        target.rootIdentity(new RootIdentity(1, 2));
        target.rootIdentity(new RootIdentity(Long.MIN_VALUE, 3));

        assertThat(target.rootIdentity()).contains(new RootIdentity(Long.MIN_VALUE, 3));
    }

    @Test
    void forgetsAPathButNothingBelowIt() {
        target.record(List.of(Some.directory("a"), Some.file("a/b")));

        target.forget(List.of(Path.of("a"), Path.of("unknown")));

        assertThat(remaining()).containsExactly(Path.of("a/b"));
    }

    @Test
    void forgetsATreeButNotItsNeighbours() {
        var kept = List.of("a-b", "a-b/x", "a.b", "a0", "a0/x", "aa", "ab/a", "b/a", "b/a/x");
        target.record(kept.stream().map(Some::file).toList());
        target.record(Stream.of("a", "a/x", "a/a", "a/a/x", "a/a-b/x", "a/\u00fc/x")
                .map(Some::file)
                .toList());

        target.forgetTree(Path.of("a"));

        assertThat(remaining())
                .containsExactlyInAnyOrderElementsOf(kept.stream().map(Path::of).toList());
    }

    @Test
    void forgetsATreeWithNamesOfTheHighestBytes() {
        target.record(List.of(
                Some.state(Some.raw("a/\u00ff\u00ff/\u00ff"), FileType.FILE),
                Some.state(Some.raw("a\u00ff/x"), FileType.FILE)));

        target.forgetTree(Path.of("a"));

        assertThat(target.directory(Some.raw("a/\u00ff\u00ff"))).isEmpty();
        assertThat(target.directory(Some.raw("a\u00ff"))).hasSize(1);
    }

    @Test
    void forgetsEverythingWithTheRoot() {
        target.record(List.of(Some.directory(""), Some.file("a"), Some.file("a/b")));

        target.forgetTree(Some.ROOT);

        assertThat(target.root()).isEmpty();
        assertThat(target.knownFiles()).isZero();
    }

    @Test
    void keepsTheStatesWhenItIsOpenedAgain() {
        var state = Some.file("a");
        target.record(List.of(state));

        catalog.close();
        open();

        assertThat(target.directory(Some.ROOT).values()).containsExactly(state);
    }

    @Test
    void isReadByManyThreadsWhileItIsWritten() throws Exception {
        var threads = Executors.newFixedThreadPool(12);
        Callable<Boolean> writer = () -> {
            IntStream.range(0, 100).forEach(i -> target.record(List.of(Some.file("d/a"), Some.file("d/b"))));
            return true;
        };
        Callable<Boolean> reader = () -> IntStream.range(0, 200)
                .map(i -> target.directory(Path.of("d")).size())
                .allMatch(size -> size == 0 || size == 2);

        var results = runAll(
                threads,
                Stream.concat(
                                Stream.of(writer, writer),
                                Stream.generate(() -> reader).limit(10))
                        .toList());

        assertThat(results)
                .hasSize(12)
                .allSatisfy(result -> assertThat(result.get()).isTrue());
    }

    private static List<Future<Boolean>> runAll(ExecutorService threads, List<Callable<Boolean>> tasks)
            throws Exception {
        try {
            return threads.invokeAll(tasks);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void isSharedByTwoCatalogsOnOneFile() {
        try (var other = Catalog.open(home, Some.NOON)) {
            var there = other.states("docs", "/backup");

            target.record(List.of(Some.file("a")));
            there.record(List.of(Some.file("b")));

            assertThat(target.directory(Some.ROOT)).containsOnlyKeys(Path.of("a"), Path.of("b"));
            assertThat(there.directory(Some.ROOT)).containsOnlyKeys(Path.of("a"), Path.of("b"));
        }
    }

    @Test
    void recordsNothingWhenThereIsNoRoomForAll() {
        try (var database = Database.open(home, Some.NOON)) {
            var full = new Target(database, "docs", "/backup");
            full.record(List.of(Some.file("old")));
            database.change(handle -> handle.execute("pragma max_page_count = 20"));

            assertThatThrownBy(() -> full.record(manyFiles()))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("Free some space");

            assertThat(full.knownFiles()).isEqualTo(1);
            full.record(List.of(Some.file("new")));
            assertThat(full.knownFiles()).isEqualTo(2);
        }
    }

    private static List<FileState> manyFiles() {
        return IntStream.range(0, 5000).mapToObj(i -> Some.file("d/" + i)).toList();
    }

    private List<Path> remaining() {
        return Stream.of("", "a", "a/a", "a/a-b", "a/\u00fc", "a-b", "a0", "ab", "b", "b/a")
                .flatMap(directory -> target.directory(Path.of(directory)).keySet().stream())
                .toList();
    }
}
