package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedSweepTest {

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
    void deletesNothingWhenTheSourceIsEmpty() throws IOException {
        mirror.writeFiles("a", 3);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.source.resolve("a"));
        Files.createDirectory(mirror.source.resolve("empty"));

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(run.message()).contains("empty").contains("--allow-delete");
        assertThat(run.counts().held()).isEqualTo(3);
        assertThat(mirror.destinationHas("a/file1")).isTrue();
    }

    @Test
    void deliversChangesButDeletesNothingWhenMostFilesAreGone() throws IOException {
        mirror.writeFiles("a", 20);
        mirror.sweepWell();
        for (int i = 0; i < 12; i++) {
            Files.delete(mirror.source.resolve("a/file" + i));
        }
        mirror.write("a/new", "new");

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(run.counts().deleted()).isZero();
        assertThat(mirror.destinationHas("a/file1")).isTrue();
        assertThat(mirror.destinationHas("a/new")).isTrue();
    }

    @Test
    void deletesAfterAllOnceItIsAllowed() throws IOException {
        mirror.writeFiles("a", 20);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.source.resolve("a"));
        assertThat(mirror.sweep().outcome()).isEqualTo(Outcome.GUARDED);

        var run = mirror.sweepAllowingDeletions();

        assertThat(run.outcome()).isEqualTo(Outcome.DONE);
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void goesOnByItselfWhenTheFilesAreBack() throws IOException {
        mirror.writeFiles("a", 20);
        mirror.sweepWell();
        Files.move(mirror.source.resolve("a"), directory.resolve("unmounted"));
        assertThat(mirror.sweep().outcome()).isEqualTo(Outcome.GUARDED);
        Files.move(directory.resolve("unmounted"), mirror.source.resolve("a"));

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void keepsADirectoryThatAFileReplacesUntilAllDeletionsAreJudged() throws IOException {
        mirror.writeFiles("a", 20);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.source.resolve("a"));
        mirror.write("a", "a file now");

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(mirror.destinationHas("a/file1")).isTrue();
    }

    @Test
    void deletesNoStrangersFromANewDestination() throws IOException {
        mirror.writeFiles("a", 3);
        Mirror.write(mirror.at("precious/file1"), "x");
        Mirror.write(mirror.at("precious/file2"), "x");
        Mirror.write(mirror.at("precious/file3"), "x");
        Mirror.write(mirror.at("precious/file4"), "x");

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(run.message()).contains("4 other files");
        assertThat(mirror.destinationHas("precious/file1")).isTrue();
    }

    @Test
    void failsWithoutASource() throws IOException {
        mirror.writeFiles("a", 3);
        mirror.sweepWell();
        var before = TreeSnapshot.of(mirror.destination);
        Files.move(mirror.source, directory.resolve("gone"));

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.message()).contains("does not exist");
        assertThatTree(mirror.destination).isUnchangedSince(before);
    }

    @Test
    void failsWithoutTheSourcesMarker() throws IOException {
        mirror.markedBy(".mounted");
        mirror.write("a/file", "x");

        assertThat(mirror.sweep().outcome()).isEqualTo(Outcome.FAILED);

        mirror.write(".mounted", "");
        mirror.sweepWell();
    }

    @Test
    void writesNothingWhenTheDestinationIsGone() throws IOException {
        mirror.writeFiles("a", 3);
        mirror.sweepWell();
        Files.move(mirror.destination, directory.resolve("unmounted"));

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(mirror.destination).doesNotExist();
    }

    @Test
    void writesNothingWhenTheDestinationIsEmpty() throws IOException {
        mirror.writeFiles("a", 3);
        mirror.sweepWell();
        Files.move(mirror.destination, directory.resolve("unmounted"));
        Files.createDirectory(mirror.destination);

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(mirror.destination).isEmptyDirectory();
    }

    @Test
    void fillsANewDestinationOnceItIsTold() throws IOException {
        mirror.writeFiles("a", 3);
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.destination);

        var run = mirror.sweepToNewDestination();

        assertThat(run.outcome()).isEqualTo(Outcome.DONE);
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void doesNotMakeTheDirectoriesAboveADestination() throws IOException {
        mirror.with(old -> MirrorSettings.of(old.job(), old.source(), directory.resolve("not/there")));

        assertThat(mirror.sweep().outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void isOneAtATime() throws IOException {
        mirror.write("file", "x");
        var outcomes = new ArrayList<Outcome>();
        var job = mirror.job();

        job.sweep(RunOptions.DEFAULT, change -> {
            outcomes.add(mirror.job().sweep(RunOptions.DEFAULT, c -> null).outcome());
            return job.deliver(change);
        });

        assertThat(outcomes).isNotEmpty().containsOnly(Outcome.LOCKED);
    }
}
