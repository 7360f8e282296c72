package io.saddlebag.alert;

import static io.saddlebag.model.Outcome.DAMAGED;
import static io.saddlebag.model.Outcome.DONE;
import static io.saddlebag.model.Outcome.FAILED;
import static io.saddlebag.model.Outcome.GUARDED;
import static io.saddlebag.model.Outcome.INTERRUPTED;
import static io.saddlebag.model.Outcome.LOST;
import static io.saddlebag.model.Outcome.NOT_FOUND;
import static io.saddlebag.model.Outcome.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SnapshotKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertPolicyTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Story story = new Story();

    @Test
    void tellsNothingAsLongAsAllIsWell() {
        assertThat(story.ends(DONE, DONE, DONE)).isEmpty();
        assertThat(story.open()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "NOT_FOUND"})
    void tellsAFailureAtOnceAndItsEndOnce(Outcome outcome) {
        assertThat(story.ends(outcome)).containsExactly("documents: backup failed");
        assertThat(story.ends(DONE)).containsExactly("documents: recovered (backup failed)");
        assertThat(story.ends(DONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "documents, GUARDED, a guard stopped deletions",
        "verify documents, FAILED, verification failed",
        "verify documents, DAMAGED, backup damaged",
        "verify documents, LOST, backup damaged",
        "prune documents, FAILED, pruning failed",
        "prune documents, GUARDED, pruning is frozen"
    })
    void tellsWhatItIsAndWhenItIsOver(String name, Outcome outcome, String words) {
        assertThat(story.ends(name, outcome)).containsExactly("documents: " + words);
        assertThat(story.ends(name, DONE)).containsExactly("documents: recovered (" + words + ")");
    }

    @Test
    void tellsPartialRunsOnlyWhenThereAreSeveralInARow() {
        assertThat(story.ends(PARTIAL, DONE, PARTIAL, DONE)).isEmpty();

        assertThat(story.ends(PARTIAL, PARTIAL)).containsExactly("documents: backup partial (2nd time)");
        assertThat(story.ends(DONE)).containsExactly("documents: recovered (backup partial)");
    }

    @Test
    void tellsNothingOfAnInterruptedRunWhichEndsNothingEither() {
        assertThat(story.ends(INTERRUPTED)).isEmpty();

        assertThat(story.ends(FAILED, INTERRUPTED)).containsExactly("documents: backup failed");
        assertThat(story.ends(DONE)).containsExactly("documents: recovered (backup failed)");
    }

    @Test
    void takesAPartialRunForTheEndOfAFailure() {
        story.ends(FAILED);

        assertThat(story.ends(PARTIAL)).containsExactly("documents: recovered (backup failed)");
    }

    @Test
    void tellsBothWhatBeganAndWhatEndedThoughItLearnsOfThemTogether() {
        var failed = Ended.of(story.run("documents", FAILED, Story.FEW, null));
        var done = Ended.of(story.run("documents", DONE, Story.FEW, null));

        assertThat(story.decide(failed, done))
                .containsExactly("documents: backup failed", "documents: recovered (backup failed)");
    }

    @Test
    void keepsTheGuardAsLongAsDeletionsAreHeldBack() {
        story.ends(GUARDED);
        var holding = new Counts(0, 0, 0, 90, 1, 40, 0);

        assertThat(story.decide(Ended.of(story.run("documents", PARTIAL, holding, null))))
                .isEmpty();
        assertThat(story.ends(DONE)).containsExactly("documents: recovered (a guard stopped deletions)");
    }

    @Test
    void keepsJobsAndWhatTheyDoApart() {
        story.ends("documents", FAILED);

        assertThat(story.ends("photos", DONE)).isEmpty();
        assertThat(story.ends("verify documents", DONE)).isEmpty();
        assertThat(story.ends("photos", FAILED)).containsExactly("photos: backup failed");
    }

    @Nested
    class Repeats {

        @Test
        void areHeldBackAndCounted() {
            assertThat(story.ends(FAILED)).containsExactly("documents: backup failed");
            assertThat(story.after(HOUR).ends(FAILED)).isEmpty();

            assertThat(story.after(DAY).ends(FAILED)).containsExactly("documents: backup failed (3rd time)");
            assertThat(story.after(HOUR).ends(FAILED)).isEmpty();
        }

        @Test
        void areToldWhenItIsTimeThoughTheRunWasABitTooEarly() {
            story.ends(FAILED);
            assertThat(story.after(DAY.minusSeconds(2)).ends(FAILED)).isEmpty();

            assertThat(story.after(Duration.ofSeconds(1)).decide()).isEmpty();
            assertThat(story.after(Duration.ofSeconds(1)).decide())
                    .containsExactly("documents: backup failed (2nd time)");
            assertThat(story.after(DAY).decide()).isEmpty();
        }

        @Test
        void areNotSilencedByAClockThatWasWrongForAWhile() {
            story.after(Duration.ofDays(3_000)).ends(FAILED);

            assertThat(story.after(Duration.ofDays(-3_000)).ends(FAILED))
                    .containsExactly("documents: backup failed (2nd time)");
        }

        @Test
        void beginAnewAfterAnEnd() {
            story.ends(FAILED, DONE);

            assertThat(story.after(HOUR).ends(NOT_FOUND)).containsExactly("documents: backup failed");
        }
    }

    @Nested
    class Overdue {

        private final Instant due = Story.BEGINNING.plus(HOUR);

        @Test
        void isToldOnceADayUntilThereIsAGoodRun() {
            assertThat(story.after(DAY).isOverdueSince(due)).containsExactly("documents: backup overdue");
            assertThat(story.after(HOUR).decide()).isEmpty();
            assertThat(story.after(DAY).decide()).containsExactly("documents: backup overdue (2nd time)");

            assertThat(story.ends(DONE)).containsExactly("documents: recovered (backup overdue)");
            assertThat(story.after(DAY).decide()).isEmpty();
        }

        @Test
        void isNotOverBecauseARunIsUnderWay() {
            story.after(DAY).isOverdueSince(due);

            assertThat(story.isOverdueSince(null)).isEmpty();
            assertThat(story.isOverdueSince(due)).isEmpty();
        }

        @Test
        void isNotToldBesideAFailureButWhenNoFurtherRunTellsOfIt() {
            story.after(DAY).ends(FAILED);

            assertThat(story.after(HOUR).isOverdueSince(due)).isEmpty();
            assertThat(story.after(DAY).decide()).containsExactly("documents: backup overdue");
        }

        @Test
        void isForgottenWithTheSchedule() {
            story.after(DAY).isOverdueSince(due);
            var policy = new AlertPolicy(AlertSettings.defaults("vault"));

            var decision = policy.decide(
                    story.open(), List.of(), List.of(new Timeliness("documents", false, null, null)), story.now());

            assertThat(decision.open()).isEmpty();
            assertThat(decision.news()).isEmpty();
        }
    }

    @Nested
    class Watching {

        @Test
        void isToldToFailAndToWorkAgain() {
            assertThat(scope(FAILED)).containsExactly("documents: watching failed");
            assertThat(scope(DONE)).containsExactly("documents: recovered (watching failed)");
        }

        @Test
        void needsAFullSweepToSettleAGuard() {
            assertThat(scope(GUARDED)).containsExactly("documents: a guard stopped deletions");
            assertThat(scope(DONE)).isEmpty();
            assertThat(story.ends(DONE)).containsExactly("documents: recovered (a guard stopped deletions)");
        }

        @Test
        void doesNotEndTheFailureOfAFullSweep() {
            story.ends(FAILED);

            assertThat(scope(DONE)).isEmpty();
        }

        private List<String> scope(Outcome outcome) {
            return story.decide(
                    new Ended(story.run("documents", outcome, Story.FEW, null), true, true, false, false, null, null));
        }
    }

    @Nested
    class Damage {

        private final Counts shallow = new Counts(0, 0, 0, 100, 0, 0, 0);
        private final Counts deep = new Counts(0, 0, 0, 99, 1, 0, 5_000);

        @Test
        void thatComparingContentsFoundIsNotOverBecauseALookFoundNothing() {
            story.decide(verified(DAMAGED, deep, false));

            assertThat(story.decide(verified(DONE, shallow, false))).isEmpty();
            assertThat(story.decide(verified(DONE, deep, false)))
                    .containsExactly("documents: recovered (backup damaged)");
        }

        @Test
        void thatALookFoundIsOverWhenALookFindsNothing() {
            story.decide(verified(LOST, shallow, false));

            assertThat(story.decide(verified(DONE, shallow, false)))
                    .containsExactly("documents: recovered (backup damaged)");
        }

        @Test
        void thatLeftNothingToCompareIsNotOverWithALook() {
            story.decide(verified(LOST, shallow, false));

            assertThat(story.decide(verified(DONE, shallow, false, true))).isEmpty();
        }

        @Test
        void isToldOfAVerificationThatWasStopped() {
            assertThat(story.decide(verified(INTERRUPTED, deep, true))).containsExactly("documents: backup damaged");
        }

        private Ended verified(Outcome outcome, Counts counts, boolean foundDamage) {
            return verified(outcome, counts, foundDamage, false);
        }

        private Ended verified(Outcome outcome, Counts counts, boolean foundDamage, boolean damageIsOpen) {
            return new Ended(
                    story.run("verify documents", outcome, counts, null),
                    false,
                    false,
                    foundDamage,
                    damageIsOpen,
                    null,
                    null);
        }
    }

    @Nested
    class Measures {

        private static final long MEGABYTE = 1 << 20;

        @Test
        void ofASnapshotAreToldWhenTheyAreFarOffTheMedianOfItsKind() {
            assertThat(sized(SnapshotKind.FULL, 19, 40, 41, 39, 1, 42))
                    .containsExactly("documents: snapshot of unusual size");
            assertThat(sized(SnapshotKind.INCREMENTAL, 5, 5, 5, 5)).isEmpty();
            assertThat(sized(SnapshotKind.FULL, 38, 40, 41, 39, 1, 42))
                    .containsExactly("documents: recovered (snapshot of unusual size)");
        }

        @ParameterizedTest
        @CsvSource({"21, 40 40 40", "59, 40 40 40", "4000, 40 40", "4000, ''"})
        void ofASnapshotAreUsualWithinTheShareAndWhereFewAreKnown(long size, String before) {
            var others = before.isEmpty() ? new String[0] : before.split(" ");

            assertThat(sized(
                            SnapshotKind.FULL,
                            size,
                            List.of(others).stream().mapToLong(Long::parseLong).toArray()))
                    .isEmpty();
        }

        @Test
        void ofTinySnapshotsMeanNothing() {
            var size = new StoredSize(SnapshotKind.INCREMENTAL, 100_000, List.of(1_000L, 1_000L, 1_000L));

            assertThat(ended(Story.FEW, size, null)).isEmpty();
        }

        @Test
        void ofChangesAreToldWhenMostOfTheFilesChangedAtOnce() {
            assertThat(ended(new Counts(500, 40, 11, 49, 0, 0, 9), null, null))
                    .containsExactly("documents: very many files changed");
            assertThat(ended(Story.FEW, null, null)).containsExactly("documents: recovered (very many files changed)");
        }

        @Test
        void ofChangesAreNotOverWhileAGuardHoldsDeletionsBack() {
            ended(new Counts(500, 40, 11, 49, 0, 0, 9), null, null);

            assertThat(ended(new Counts(0, 0, 0, 0, 0, 600, 0), null, null)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"10000, 0, 0, 0", "0, 50, 0, 50", "0, 19, 0, 0"})
        void ofChangesAreUsualInAFirstRunUpToTheShareAndForFewFiles(
                long created, long modified, long deleted, long unchanged) {
            assertThat(ended(new Counts(created, modified, deleted, unchanged, 0, 0, 0), null, null))
                    .isEmpty();
        }

        @Test
        void ofSpaceAreToldWhenThereIsTooLittle() {
            assertThat(ended(Story.FEW, null, new Space(1023 * MEGABYTE, 4096 * MEGABYTE)))
                    .containsExactly("documents: little free space at the destination");
            assertThat(ended(Story.FEW, null, new Space(1024 * MEGABYTE, 4096 * MEGABYTE)))
                    .containsExactly("documents: recovered (little free space at the destination)");
        }

        @Test
        void ofSpaceMayBeShares() {
            assertThat(new FreeSpace(5, true).isMoreThan(new Space(4, 100))).isTrue();
            assertThat(new FreeSpace(5, true).isMoreThan(new Space(5, 100))).isFalse();
            assertThat(FreeSpace.ANY.isMoreThan(new Space(0, 100))).isFalse();
        }

        private List<String> sized(SnapshotKind kind, long megabytes, long... before) {
            var others = Arrays.stream(before).mapToObj(size -> size * MEGABYTE).toList();
            return ended(Story.FEW, new StoredSize(kind, megabytes * MEGABYTE, others), null);
        }

        private List<String> ended(Counts counts, @Nullable StoredSize size, @Nullable Space space) {
            return story.decide(
                    new Ended(story.run("documents", DONE, counts, null), false, true, false, false, size, space));
        }
    }
}
