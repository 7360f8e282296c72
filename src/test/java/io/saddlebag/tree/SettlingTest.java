package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettlingTest {

    /** So that the times go from the smallest numbers to the largest. */
    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);

    private final Settling settling = new Settling(Duration.ofMillis(500), Duration.ofSeconds(30));

    @Test
    void aDirectoryIsDueTheSettleTimeAfterItsChange() {
        changed("a", "file", 0);

        assertThat(takeDue(499)).isEqualTo(Scope.NOTHING);
        assertThat(takeDue(500)).isEqualTo(shallow("a"));
    }

    @Test
    void whatWasTakenIsNotDueAgain() {
        changed("a", "file", 0);

        takeDue(500);

        assertThat(takeDue(60_000)).isEqualTo(Scope.NOTHING);
        assertThat(settling.nextDue()).isEmpty();
    }

    @Test
    void eachChangeOfAPathPutsItOff() {
        changed("a", "file", 0);
        changed("a", "file", 400);

        assertThat(takeDue(899)).isEqualTo(Scope.NOTHING);
        assertThat(takeDue(900)).isEqualTo(shallow("a"));
    }

    @Test
    void aPathThatChangesWithoutEndIsDueAfterTheLongestWait() {
        for (int millis = 0; millis < 30_000; millis += 100) {
            changed("a", "log", millis);
            assertThat(takeDue(millis)).isEqualTo(Scope.NOTHING);
        }

        assertThat(takeDue(30_000)).isEqualTo(shallow("a"));
    }

    @Test
    void aPathThatChangesWithoutEndDoesNotDelayItsNeighbour() {
        changed("a", "log", 0);
        changed("a", "letter", 100);
        changed("a", "log", 599);

        assertThat(takeDue(600)).isEqualTo(shallow("a"));
    }

    @Test
    void theTwoEndsOfAMoveAreDueTogether() {
        changed("from", "file", 0);
        changed("to", "file", 100);
        changed("later", "file", 101);

        assertThat(takeDue(499)).isEqualTo(Scope.NOTHING);
        assertThat(takeDue(500)).isEqualTo(shallow("from").plus(shallow("to")));
        assertThat(takeDue(601)).isEqualTo(shallow("later"));
    }

    @Test
    void saysWhenTheNextOneIsDue() {
        changed("a", "log", 100);
        changed("b", "log", 50);
        changed("b", "log", 200);

        assertThat(settling.nextDue()).isEqualTo(OptionalLong.of(at(600)));
    }

    @Test
    void nothingIsDueWhereNothingChanged() {
        assertThat(settling.nextDue()).isEmpty();
        assertThat(takeDue(60_000)).isEqualTo(Scope.NOTHING);
    }

    @Test
    void aNewDirectoryIsDueWithEverythingBelow() {
        changed("a/new", "file", 0);
        settling.appeared(Path.of("a/new"), at(100));

        assertThat(takeDue(600)).isEqualTo(deep("a/new"));
    }

    @Test
    void whatIsBelowANewDirectoryIsServedWithIt() {
        changed("new/x", "file", 0);
        settling.appeared(Path.of("new"), at(10));
        changed("new/y", "file", 400);

        assertThat(takeDue(499)).isEqualTo(Scope.NOTHING);
        assertThat(takeDue(510)).isEqualTo(deep("new"));
        assertThat(settling.isEmpty()).isTrue();
    }

    @Test
    void whatChangesAfterItWasServedIsDueAgain() {
        settling.appeared(Path.of("new"), at(0));
        takeDue(500);

        changed("new", "file", 501);

        assertThat(takeDue(1_001)).isEqualTo(shallow("new"));
    }

    @Test
    void theWholeTreeTakesThePlaceOfEverything() {
        changed("a", "file", 0);
        settling.whole(at(200));
        changed("b", "file", 300);

        assertThat(takeDue(600)).isEqualTo(Scope.NOTHING);
        assertThat(takeDue(700)).isEqualTo(Scope.WHOLE);
        assertThat(settling.isEmpty()).isTrue();
    }

    @Test
    void tooManyDirectoriesAreTheWholeTree() {
        for (int i = 0; i <= Settling.MOST_DIRECTORIES; i++) {
            changed("d" + i, "file", 0);
        }

        assertThat(takeDue(500)).isEqualTo(Scope.WHOLE);
        assertThat(settling.isEmpty()).isTrue();
    }

    @Test
    void asManyDirectoriesAsAreToldApartStayApart() {
        for (int i = 0; i < Settling.MOST_DIRECTORIES; i++) {
            changed("d" + i, "file", 0);
        }

        assertThat(takeDue(500).directories()).hasSize(Settling.MOST_DIRECTORIES);
    }

    @Test
    void pathsBeyondThoseWaitedForOneByOneSettleTogether() {
        for (int i = 0; i < Settling.MOST_NAMES; i++) {
            changed("a", "file" + i, 0);
        }
        changed("b", "one", 100);
        changed("b", "two", 200);

        assertThat(takeDue(500)).isEqualTo(shallow("a"));
        assertThat(takeDue(699)).isEqualTo(Scope.NOTHING);
        assertThat(takeDue(700)).isEqualTo(shallow("b"));
    }

    private void changed(String directory, String name, long millis) {
        settling.changed(Path.of(directory), Path.of(name), at(millis));
    }

    private Scope takeDue(long millis) {
        return settling.takeDue(at(millis));
    }

    private static long at(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static Scope shallow(String path) {
        return Scope.of(List.of(new DirtyDirectory(Path.of(path), false)));
    }

    private static Scope deep(String path) {
        return Scope.of(List.of(new DirtyDirectory(Path.of(path), true)));
    }
}
