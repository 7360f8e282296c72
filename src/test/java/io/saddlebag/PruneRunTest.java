package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneRunTest {

    @TempDir
    Path directory;

    private PrunedJob job;

    @BeforeEach
    void make() throws IOException {
        job = new PrunedJob(directory);
    }

    @AfterEach
    void close() {
        job.close();
    }

    @Test
    void removesWhatNoRuleKeepsAndRecordsThatApartFromTheJobsRuns() throws IOException {
        job.takeFulls(3);
        var newest = job.ids().get(2);
        long size = job.headers().get(0).archive().size();

        var run = job.prune().run();

        assertThat(job.ids()).containsExactly(newest);
        assertThat(run.outcome()).isEqualTo(Outcome.DONE);
        assertThat(run.counts().deleted()).isEqualTo(2);
        assertThat(run.counts().unchanged()).isEqualTo(1);
        assertThat(run.counts().bytes()).isGreaterThan(size);
        assertThat(recorded().counts()).isEqualTo(run.counts());
        assertThat(job.catalog
                        .runs()
                        .latest(PrunedJob.NAME)
                        .orElseThrow()
                        .counts()
                        .deleted())
                .isZero();
        assertThat(job.told()).singleElement().asString().contains("done; 2 removed, 1 kept; ", " freed in ");
    }

    @Test
    void onlySaysInADryRunWhatItWouldRemove() throws IOException {
        job.takeFulls(3);

        var result = job.prune(false, PrunedJob::dry);

        assertThat(Objects.requireNonNull(result.plan()).removals()).hasSize(2);
        assertThat(job.ids()).hasSize(3);
        assertThat(job.catalog.runs().latest("prune documents")).isEmpty();
    }

    @Test
    void removesNothingWithoutRules() throws IOException {
        job.keeping().takeFulls(3);

        var result = job.prune();

        assertThat(Objects.requireNonNull(result.plan()).decisions())
                .allMatch(decision -> decision.text().contains("the policy has no rules"));
        assertThat(job.ids()).hasSize(3);
    }

    @Test
    void stopsBetweenTwoSnapshots() throws IOException {
        job.takeFulls(3);

        var run =
                job.prune(false, options -> options.stoppedBy(new AskedTwice())).run();

        assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(job.ids()).hasSize(2);
        assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(job.ids()).hasSize(1);
    }

    /** False once. */
    private static final class AskedTwice implements BooleanSupplier {

        private int asked;

        @Override
        public boolean getAsBoolean() {
            return asked++ > 0;
        }
    }

    @Test
    @SuppressWarnings("try")
    void keepsAwayWhileAVerificationReads() throws IOException {
        job.takeFulls(2);

        try (var held = job.locks.acquire(List.of(Locks.job("verify documents")), false, () -> false)) {
            assertThatThrownBy(job::prune).isInstanceOf(LockedException.class);
        }
        assertThat(job.ids()).hasSize(2);
    }

    @Nested
    class IsFrozen {

        @Test
        void whileTheSourceIsEmptyAndSaysSoOnceAndItsEndOnce() throws IOException {
            job.takeFulls(4);
            var before = job.ids();
            empty(job.source);

            for (int day = 0; day < 10; day++) {
                job.clock.advance(Duration.ofDays(1));
                assertThat(job.take(SnapshotKind.FULL).outcome()).isEqualTo(Outcome.GUARDED);
                assertThat(job.prune().run().outcome()).isEqualTo(Outcome.GUARDED);
                assertThat(job.ids()).isEqualTo(before);
            }
            assertThat(job.told())
                    .singleElement()
                    .asString()
                    .contains("prune of job documents: frozen; 0 removed, 4 kept, 3 removals held back", "is empty");

            job.takeFulls(4);
            job.prune();
            job.takeFulls(1);
            job.prune();

            assertThat(job.ids()).hasSize(1);
            assertThat(job.told()).hasSize(3);
            assertThat(job.told().get(1)).contains("no longer frozen; 7 removed, 1 kept");
        }

        @Test
        void whileTheLastRunFailed() throws IOException {
            job.takeFulls(2);
            Files.move(job.source, directory.resolve("elsewhere"));
            job.take(SnapshotKind.FULL);

            var run = job.prune().run();

            assertFrozen(run, ", failed (the source", "does not exist");
            assertThat(job.ids()).hasSize(2);
        }

        @Test
        void afterARunThatWasStoppedOnlyIfTheOneBeforeFailed() throws IOException {
            job.takeFulls(2);
            Files.move(job.source, directory.resolve("elsewhere"));
            job.take(SnapshotKind.FULL);
            Files.move(directory.resolve("elsewhere"), job.source);
            var stopped = job.take(options -> options.stoppedBy(() -> true));

            assertThat(stopped.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertFrozen(job.prune().run(), ", failed (");
        }

        @Test
        void notForAPartialSnapshot() throws IOException {
            job.takeFulls(2);
            // So large a list of patterns is not read: the directory cannot be told what it excludes.
            Files.createDirectory(job.source.resolve("secret"));
            Files.writeString(job.source.resolve("secret/.saddlebagignore"), "x".repeat(1_100_000));

            var taken = job.take(SnapshotKind.FULL);

            assertThat(taken.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);
        }

        @Test
        void whileTheSourcesHaveLostMoreThanHalfOfTheirFiles() throws IOException {
            job.takeFulls(12);
            empty(job.source);
            Files.writeString(job.source.resolve("left"), "left");
            job.take(SnapshotKind.FULL);

            var run = job.prune().run();

            assertFrozen(run, "of the 13 files in ", " only 1 are left in ");
            assertThat(job.prune(true, options -> options).run().outcome()).isEqualTo(Outcome.DONE);
            assertThat(job.ids()).hasSize(1);
            assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);
        }

        @Test
        void untilAsDeepAVerificationHasFoundAllWell() throws IOException {
            job.takeFulls(3);
            var archive = job.store.resolve(job.ids().get(0)).resolve("data.zip");
            var bytes = Files.readAllBytes(archive);
            flipTheMiddle(archive, bytes);

            assertThat(job.verify(true).outcome()).isEqualTo(Outcome.DAMAGED);
            assertFrozen(job.prune().run(), "found snapshots damaged or lost");
            Files.write(archive, bytes);
            assertThat(job.verify(false).outcome()).isEqualTo(Outcome.DONE);
            assertFrozen(job.prune().run(), "found snapshots damaged or lost");
            assertThat(job.verify(true).outcome()).isEqualTo(Outcome.DONE);
            assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);
            assertThat(job.ids()).hasSize(1);
        }

        @Test
        void whileTheClockIsSetBackAYear() throws IOException {
            job.takeFulls(3);
            job.clock.advance(Duration.ofDays(-365));

            var run = job.prune().run();

            assertFrozen(run, "started in the future", "so the clock is wrong or was");
            assertThat(job.prune(true, options -> options).run().counts().deleted())
                    .isZero();
            assertThat(job.ids()).hasSize(3);
        }

        @Test
        void whileASnapshotCannotBeRead() throws IOException {
            job.takeFulls(3);
            var damaged = job.ids().get(1);
            Files.writeString(job.store.resolve(damaged).resolve("manifest.jsonl.gz"), "nonsense");

            assertFrozen(job.prune().run(), damaged + " cannot be restored: ");

            assertThat(job.prune(true, options -> options).run().counts().deleted())
                    .isZero();
            assertThat(job.store.resolve(damaged)).exists();
            assertThat(job.ids()).hasSize(2);
        }

        @Test
        void whileAnArchiveIsMissing() throws IOException {
            job.takeFulls(2);
            Files.delete(job.store.resolve(job.ids().get(1)).resolve("data.zip"));

            assertFrozen(job.prune().run(), "the archive", "is missing");

            assertThat(job.prune(true, options -> options).run().counts().deleted())
                    .isZero();
            assertThat(job.ids()).hasSize(2);
        }

        @Test
        void whileTheNewestHasAManifestThatIsNotWhole() throws IOException {
            job.takeFulls(2);
            var manifest = job.store.resolve(job.ids().get(1)).resolve("manifest.jsonl.gz");
            var bytes = Files.readAllBytes(manifest);
            bytes[bytes.length - 1] ^= 1;
            Files.write(manifest, bytes);

            assertFrozen(job.prune().run(), "its manifest is damaged: it was cut off or changed");

            assertThat(job.prune(true, options -> options).run().counts().deleted())
                    .isZero();
        }

        private void assertFrozen(Run run, String... reasons) {
            assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
            assertThat(run.message()).contains(reasons).contains("saddlebag prune --force documents");
            assertThat(recorded().outcome()).isEqualTo(Outcome.GUARDED);
        }
    }

    @Nested
    class LeavesAlone {

        @Test
        void aStoreOfAnotherJob() throws IOException {
            job.takeFulls(3);

            var run = job.pruneRun("letters").run(true, RunOptions.DEFAULT).run();

            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.message()).contains("holds the snapshots of the job documents. Nothing was removed");
            assertThat(job.ids()).hasSize(3);
        }

        @Test
        void aDirectoryWithoutSnapshots() throws IOException {
            Files.createDirectory(job.store);
            Files.writeString(job.store.resolve("note"), "note");

            var run = job.prune().run();

            assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
            assertThat(job.store).isDirectoryContaining("glob:**/note");
            assertThat(job.store.resolve("saddlebag.lock")).doesNotExist();
        }

        @Test
        void filesOfOthersInAStore() throws IOException {
            job.takeFulls(2);
            Files.writeString(job.store.resolve("note"), "note");
            Files.createDirectory(job.store.resolve("2026-01-01T00-00-00Z-fuller"));
            Files.createSymbolicLink(job.store.resolve("2026-01-01T00-00-00Z-full"), job.source);

            assertThat(job.prune().run().outcome()).isEqualTo(Outcome.DONE);

            assertThat(job.ids()).hasSize(1);
            assertThat(job.store.resolve("note")).exists();
            assertThat(job.store.resolve("2026-01-01T00-00-00Z-fuller")).exists();
            assertThat(job.store.resolve("2026-01-01T00-00-00Z-full")).isSymbolicLink();
        }

        @Test
        void aDirectoryThatIsOnlyNamedLikeASnapshot() throws IOException {
            job.takeFulls(2);
            var foreign = Files.createDirectory(job.store.resolve("2026-01-01T00-00-00Z-full"));
            Files.writeString(foreign.resolve("thesis"), "thesis");

            var run = job.prune().run();

            assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
            assertThat(run.message()).contains("2026-01-01T00-00-00Z-full", "its manifest is missing");
            assertThat(foreign.resolve("thesis")).exists();
            assertThat(job.ids()).hasSize(2);
            assertThat(job.prune(true, options -> options).run().counts().deleted())
                    .isEqualTo(1);
            assertThat(foreign.resolve("thesis")).exists();
        }

        @Test
        void aSnapshotWhoseDirectoryHoldsSomethingElse() throws IOException {
            job.takeFulls(3);
            var oldest = job.ids().get(0);
            Files.writeString(job.store.resolve(oldest).resolve("thesis"), "thesis");

            var result = job.prune();

            assertThat(job.ids()).contains(oldest).hasSize(2);
            assertThat(Objects.requireNonNull(result.plan()).decisions().get(0).text())
                    .isEqualTo("holds thesis besides");
        }

        @Test
        void whatSomebodyPutIntoWhatADyingRunLeft() throws IOException {
            job.takeFulls(2);
            var dead = Files.createDirectory(job.store.resolve("2026-01-01T00-00-00Z-full"));
            Files.createFile(dead.resolve("unfinished"));
            Files.writeString(dead.resolve("data.zip"), "half");
            Files.writeString(dead.resolve("thesis"), "thesis");

            job.prune();

            assertThat(dead.resolve("thesis")).exists();
            assertThat(dead.resolve("data.zip")).doesNotExist();
            assertThat(job.ids()).hasSize(1);
        }
    }

    private Run recorded() {
        return job.catalog.runs().latest("prune documents").orElseThrow();
    }

    private static void flipTheMiddle(Path file, byte[] bytes) throws IOException {
        var broken = bytes.clone();
        for (int i = 40; i < 50; i++) {
            broken[i] ^= 1;
        }
        Files.write(file, broken);
    }

    private static void empty(Path source) throws IOException {
        try (var files = Files.list(source)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
