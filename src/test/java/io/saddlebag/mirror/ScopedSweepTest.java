package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Hints;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopedSweepTest {

    @TempDir
    Path directory;

    private Mirror mirror;

    @BeforeEach
    void makeMirror() throws IOException {
        mirror = Mirror.in(directory);
        mirror.writeFiles("a", 10);
        mirror.writeFiles("a/below", 5);
        mirror.writeFiles("b", 5);
        mirror.sweepWell();
    }

    @AfterEach
    void closeMirror() {
        mirror.close();
    }

    @Test
    void carriesWhatChangedInItsDirectoriesAndNothingElse() throws IOException {
        mirror.write("a/file1", "changed");
        mirror.write("a/new", "new");
        mirror.write("a/below/new", "new");
        mirror.write("b/new", "new");

        var run = mirror.sweepScope("a");

        assertThat(run.outcome()).isEqualTo(Outcome.DONE);
        assertThat(mirror.at("a/file1")).hasContent("changed");
        assertThat(mirror.destinationHas("a/new")).isTrue();
        assertThat(mirror.destinationHas("a/below/new")).isFalse();
        assertThat(mirror.destinationHas("b/new")).isFalse();
    }

    @Test
    void carriesNewDirectoriesWithEverythingBelow() throws IOException {
        mirror.write("new/x/y/file", "new");
        Files.move(mirror.source.resolve("b"), mirror.source.resolve("new/b"));

        mirror.sweepScope("");

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void beginsWhereTheDestinationHasSomething() throws IOException {
        mirror.write("new/x/y/file", "new");

        mirror.sweepScope("new/x/y");

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void deletesWhatIsGone() throws IOException {
        Files.delete(mirror.source.resolve("a/file1"));
        SweepTest.deleteTree(mirror.source.resolve("a/below"));

        mirror.sweepScope("a", "a/below");

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void leavesExcludedDirectoriesAlone() throws IOException {
        mirror.write("a/.saddlebagignore", "below/\n");
        mirror.write("a/below/new", "new");

        mirror.sweepScope("a/below");

        assertThat(mirror.destinationHas("a/below/new")).isFalse();
    }

    @Test
    void keepsWhatIsGoneIfTheJobSaysSo() throws IOException {
        mirror.with(old -> old.withUpkeep(
                new Upkeep(false, Upkeep.DEFAULT.settle(), Upkeep.DEFAULT.settleMax(), Upkeep.DEFAULT.poll(), false)));
        Files.delete(mirror.source.resolve("a/file1"));
        SweepTest.deleteTree(mirror.source.resolve("a/below"));
        mirror.write("a/below", "a file now");

        mirror.sweepScope("a");

        assertThat(mirror.destinationHas("a/file1")).isTrue();
        assertThat(mirror.at("a/below")).hasContent("a file now");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void carriesAFileByAllOfItsNames(boolean linked) throws IOException {
        mirror.with(old -> old.withHardLinks(linked));
        Files.createLink(mirror.source.resolve("b/link"), mirror.source.resolve("a/file1"));
        mirror.sweepScope("b");
        mirror.write("a/file1", "changed by one of its names");

        mirror.sweepScope("a");

        assertThat(mirror.at("b/link")).hasContent("changed by one of its names");
        if (linked) {
            assertThatTree(mirror.destination).hasSameHardLinksAs(mirror.source);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void carriesAFileThatWasChangedByANewName(boolean linked) throws IOException {
        mirror.with(old -> old.withHardLinks(linked));
        Files.createLink(mirror.source.resolve("b/link"), mirror.source.resolve("a/file1"));
        mirror.write("b/link", "changed by its new name");

        mirror.sweepScope("b");

        assertThat(mirror.at("a/file1")).hasContent("changed by its new name");
    }

    @Test
    void carriesAFileOnceByEachOfItsNames() throws IOException {
        Files.createLink(mirror.source.resolve("b/link"), mirror.source.resolve("a/file1"));
        mirror.sweepWell();
        mirror.write("a/file1", "changed by one of its names");

        var run = mirror.sweepScope("a");

        assertThat(run.counts().modified()).isEqualTo(2);
    }

    @Test
    void isNoRunOfTheJob() throws IOException {
        var full = mirror.catalog().runs().latest("documents").orElseThrow();
        mirror.write("a/new", "new");
        mirror.sweepScope("a");
        mirror.write("a/newer", "new");
        mirror.sweepScope("a");

        var runs = mirror.catalog().runs();
        assertThat(runs.latest("documents")).contains(full);
        assertThat(runs.latestScopes("documents"))
                .hasValueSatisfying(run -> assertThat(run.counts().created()).isEqualTo(2));
    }

    @Nested
    class WhenMuchIsGone {

        @Test
        void theDeletionsOfTheLastHourCountTogether() throws IOException {
            delete(0, 6);
            assertThat(mirror.sweepScope("a").counts().deleted()).isEqualTo(6);
            deleteBelow();

            var run = mirror.sweepScope("a", "a/below");

            assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
            assertThat(run.message()).contains("11 of the 20").contains("within an hour");
            assertThat(mirror.sweep().outcome()).isEqualTo(Outcome.GUARDED);
            assertThat(mirror.destinationHas("a/below/file1")).isTrue();
        }

        @Test
        void theyCountForTheFullSweepsOfAWatchedSourceAsWell() throws IOException {
            delete(0, 6);
            assertThat(mirror.sweepHinted(new NoHints()).counts().deleted()).isEqualTo(6);
            deleteBelow();

            var run = mirror.sweepHinted(new NoHints());

            assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
            assertThat(run.message()).contains("11 of the 20").contains("within an hour");
            assertThat(mirror.sweepHinted(new NoHints()).message()).isEqualTo(run.message());
            assertThat(mirror.destinationHas("a/below/file1")).isTrue();
        }

        @Test
        void onlyWhatIsKnownStillCountsIfAnotherProcessDeletedMeanwhile() throws IOException {
            var watching = mirror.job();
            watching.sweep(RunOptions.DEFAULT, watching::deliver);
            delete(0, 10);
            mirror.sweepAllowingDeletions();
            deleteBelow();
            Files.delete(mirror.source.resolve("b/file1"));

            var run =
                    watching.sweep(RunOptions.DEFAULT.limitedTo(Mirror.scope("a", "a/below", "b")), watching::deliver);

            assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
            assertThat(mirror.destinationHas("b/file1")).isTrue();
        }

        @Test
        void nothingIsDeletedAsLongAsTheGuardIsUp() throws IOException {
            delete(0, 10);
            deleteBelow();
            assertThat(mirror.sweepScope("a").outcome()).isEqualTo(Outcome.GUARDED);
            Files.delete(mirror.source.resolve("b/file1"));

            assertThat(mirror.sweepScope("b").outcome()).isEqualTo(Outcome.GUARDED);

            assertThat(mirror.destinationHas("b/file1")).isTrue();
        }

        @Test
        void aFullSweepThatFindsTheFilesBackLiftsTheGuard() throws IOException {
            Files.move(mirror.source.resolve("a"), directory.resolve("elsewhere"));
            assertThat(mirror.sweepScope("").outcome()).isEqualTo(Outcome.GUARDED);
            Files.move(directory.resolve("elsewhere"), mirror.source.resolve("a"));
            mirror.sweepWell();
            Files.delete(mirror.source.resolve("b/file1"));

            assertThat(mirror.sweepScope("b").outcome()).isEqualTo(Outcome.DONE);
            assertThat(mirror.destinationHas("b/file1")).isFalse();
        }

        @Test
        void deletionsThatAreAllowedDoNotCountLater() throws IOException {
            delete(0, 10);
            deleteBelow();
            mirror.sweepAllowingDeletions();
            Files.delete(mirror.source.resolve("b/file1"));

            assertThat(mirror.sweepScope("b").outcome()).isEqualTo(Outcome.DONE);
        }

        @Test
        void whatWouldLeaveNothingIsLeftToAFullSweep() throws IOException {
            mirror.with(old -> old.withFilters(List.of(), List.of(), false));
            SweepTest.deleteTree(mirror.source.resolve("a"));
            SweepTest.deleteTree(mirror.source.resolve("b"));

            var run = mirror.sweepScope("");

            assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
            assertThat(mirror.destinationHas("b/file1")).isTrue();
        }

        private void delete(int from, int to) throws IOException {
            for (int i = from; i < to; i++) {
                Files.delete(mirror.source.resolve("a/file" + i));
            }
        }

        private void deleteBelow() throws IOException {
            SweepTest.deleteTree(mirror.source.resolve("a/below"));
        }
    }

    @Nested
    class AFullSweepThatIsGivenHints {

        private final List<Scope> putBack = new ArrayList<>();
        private final AtomicBoolean given = new AtomicBoolean();

        @Test
        void servesThem() {
            mirror.sweepHinted(hint(Mirror.scope("a/below"), () -> mirror.write("a/below/new", "new")));

            assertThat(mirror.destinationHas("a/below/new")).isTrue();
            assertThat(putBack).isEmpty();
        }

        @Test
        void putsTheWholeTreeBack() {
            mirror.sweepHinted(hint(Scope.WHOLE, () -> {}));

            assertThat(putBack).containsExactly(Scope.WHOLE);
        }

        @Test
        void putsBackWhatItTookIfItEndsEarly() {
            var stopped = new AtomicBoolean();
            mirror.stoppedWhen(stopped::get);

            var run = mirror.sweepHinted(hint(Mirror.scope("a"), () -> stopped.set(true)));

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(putBack).containsExactly(Scope.WHOLE);
        }

        private Hints hint(Scope scope, Event event) {
            return new Hints() {
                @Override
                public Scope take() {
                    if (given.getAndSet(true)) {
                        return Scope.NOTHING;
                    }
                    event.happen();
                    return scope;
                }

                @Override
                public void putBack(Scope taken) {
                    putBack.add(taken);
                }
            };
        }
    }

    /** The hints of a source in which nothing changes. */
    private static final class NoHints implements Hints {

        @Override
        public Scope take() {
            return Scope.NOTHING;
        }

        @Override
        public void putBack(Scope scope) {}
    }

    @FunctionalInterface
    private interface Event {

        void run() throws IOException;

        default void happen() {
            try {
                run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aDeepDirectoryIsSweptWithWhatIsKnownBelow() throws IOException {
        mirror.write("a/below/new", "new");

        mirror.job()
                .sweep(
                        RunOptions.DEFAULT.limitedTo(Scope.of(List.of(new DirtyDirectory(Path.of("a"), true)))),
                        mirror.job()::deliver);

        assertThat(mirror.destinationHas("a/below/new")).isTrue();
    }
}
