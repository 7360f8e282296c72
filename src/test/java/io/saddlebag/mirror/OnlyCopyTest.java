package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.FileState;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.ForwardingDestination;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the destination holds is kept as long as it may be the only copy. */
class OnlyCopyTest {

    @TempDir
    Path directory;

    private Mirror mirror;

    @BeforeEach
    void makeMirror() throws IOException {
        mirror = Mirror.in(directory);
    }

    @AfterEach
    void closeMirror() {
        mirror.close();
    }

    @Test
    void aGuardStaysUpWhenNewFilesMakeTheLossLookSmaller() throws IOException {
        mirror.writeFiles("old", 100);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.source.resolve("old"));
        mirror.writeFiles("encrypted", 100);
        assertThat(mirror.sweep().outcome()).isEqualTo(Outcome.GUARDED);

        var again = mirror.sweep();

        assertThat(again.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(mirror.destinationHas("old/file7")).isTrue();
    }

    @Test
    void aGuardIsLiftedForGoodOnceDeletionsAreAllowed() throws IOException {
        mirror.writeFiles("old", 100);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.source.resolve("old"));
        mirror.writeFiles("new", 100);
        mirror.sweep();
        mirror.sweepAllowingDeletions();
        Files.delete(mirror.source.resolve("new/file1"));

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void anotherDirectoryInThePlaceOfTheDestinationIsNotTouched() throws IOException {
        mirror.writeFiles("a", 20);
        mirror.sweepWell();
        Files.move(mirror.destination, directory.resolve("unplugged"));
        for (int i = 0; i < 9; i++) {
            Mirror.write(mirror.at("photos/photo" + i), "mine");
        }
        var before = TreeSnapshot.of(mirror.destination);

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(run.message()).contains("another disk").contains("--new-destination");
        assertThatTree(mirror.destination).isUnchangedSince(before);
    }

    @Test
    void aDiskThatWasFormattedInTheSameSecondIsNotTakenForTheDestination() throws IOException {
        mirror.writeFiles("a", 20);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.at("a"));
        Mirror.write(mirror.at("photos/photo"), "mine");

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(mirror.destinationHas("photos/photo")).isTrue();
    }

    @Test
    void aCopyOfTheDestinationIsTakenForIt() throws Exception {
        mirror.writeFiles("a", 20);
        mirror.sweepWell();
        Files.move(mirror.destination, directory.resolve("old-disk"));
        var copied = new ProcessBuilder(
                        "cp", "-a", directory.resolve("old-disk").toString(), mirror.destination.toString())
                .start();
        assertThat(copied.waitFor()).isZero();

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void strangersAreKeptAfterAFirstRunThatDied() throws IOException {
        mirror.writeFiles("a", 40);
        for (int i = 0; i < 10; i++) {
            Mirror.write(mirror.at("foreign/file" + i), "mine");
        }
        var job = mirror.job();
        mirror.catalog().runs().start("documents", mirror.destination.toString());
        for (int i = 0; i < 40; i++) {
            Mirror.write(mirror.at("a/file" + i), "content of a" + i);
        }

        var run = job.sweep(RunOptions.DEFAULT, job::deliver);

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(mirror.destinationHas("foreign/file3")).isTrue();
    }

    @Test
    void whatARunThatDiedLeftIsComparedIfTheSourceChangedSince() throws IOException {
        var file = mirror.write("file", "content");
        mirror.write("other", "x");
        mirror.catalog().runs().start("documents", mirror.destination.toString());
        Mirror.write(mirror.at("file"), "content");
        Mirror.write(file, "CONTENT");

        mirror.sweepWell();

        assertThat(mirror.at("file")).hasContent("CONTENT");
    }

    @Test
    void aMovedDirectoryThatCannotBeMadeKeepsItsOldPlace() throws IOException {
        mirror.writeFiles("p/a/deep", 5);
        mirror.writeFiles("q", 20);
        mirror.sweepWell();
        Files.move(mirror.source.resolve("p/a"), mirror.source.resolve("q/a"));
        var job = mirror.job();

        var run = job.sweep(RunOptions.DEFAULT, change -> {
            if (change.path().equals(Path.of("q/a"))) {
                throw new IOException("injected fault");
            }
            return job.deliver(change);
        });

        assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(mirror.destinationHas("p/a/deep/file3")).isTrue();
    }

    @Test
    void aMountPointThatIsGoneAltogetherKeepsItsFiles() throws IOException {
        mirror.writeFiles("usb", 3);
        mirror.writeFiles("b", 20);
        mirror.sweepWell();
        var target = mirror.catalog().states("documents", mirror.destination.toString());
        var state = Objects.requireNonNull(target.directory(Path.of("")).get(Path.of("usb")));
        target.record(List.of(new FileState(state.source(), state.destination(), true)));
        SweepTest.deleteTree(mirror.source.resolve("usb"));

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(mirror.destinationHas("usb/file1")).isTrue();
        assertThat(mirror.sweepAllowingDeletions().outcome()).isEqualTo(Outcome.DONE);
        assertThat(mirror.destinationHas("usb")).isFalse();
    }

    @Test
    void anEmptySourceIsOneThoughItHoldsLostAndFoundAndExcludedFiles() throws IOException {
        mirror.excluding(".nobackup");
        mirror.writeFiles("a", 5);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.source.resolve("a"));
        Files.createDirectory(mirror.source.resolve("lost+found"));
        mirror.write(".nobackup", "x");

        assertThat(mirror.sweep().outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(mirror.destinationHas("a/file1")).isTrue();
    }

    @Test
    void aDestinationThatIsReplacedDuringARunGetsNothing() throws IOException {
        mirror.writeFiles("a", 20);
        var job = mirror.job();
        var replaced = new boolean[1];

        var run = job.sweep(RunOptions.DEFAULT, change -> {
            if (!change.entry().isDirectory() && !replaced[0]) {
                replaced[0] = true;
                Files.move(mirror.destination, directory.resolve("unmounted"));
                Files.createDirectories(mirror.at("a"));
            }
            return job.deliver(change);
        });

        assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(mirror.at("a")).isEmptyDirectory();
    }

    @Test
    void ofTwoNamesThatTheDestinationCannotTellOneIsCarriedAndTheOtherSaid() throws IOException {
        mirror.through(root -> new ForwardingDestination(new DirectoryDestination(root, false)) {
            @Override
            public boolean tellsCase() {
                return false;
            }
        });
        Files.createDirectory(mirror.destination);
        mirror.write("readme", "one");
        mirror.write("README", "two");
        mirror.write("other", "x");

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(run.counts().created()).isEqualTo(2);
        assertThat(mirror.findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("cannot tell it"));
    }
}
