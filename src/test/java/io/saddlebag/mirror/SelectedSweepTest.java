package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.testkit.TreeSnapshot;
import io.saddlebag.tree.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What directories say of themselves, sizes and devices exclude as patterns do. */
class SelectedSweepTest {

    private static final String IGNORE = ".saddlebagignore";

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

    private void tagBy(String name) {
        mirror.selecting(new Selection(true, List.of(name), false, Long.MAX_VALUE, false));
    }

    @Test
    void carriesIgnoreFilesAndNotWhatTheyMatch() throws IOException {
        mirror.write(IGNORE, "*.tmp\n");
        mirror.write("a/" + IGNORE, "!keep.tmp\n/b/\n");
        mirror.write("a/keep.tmp", "x");
        mirror.write("a/no.tmp", "x");
        mirror.write("a/b/file", "x");
        mirror.write("c/b/file", "x");

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/" + IGNORE)).isTrue();
        assertThat(mirror.destinationHas("a/keep.tmp")).isTrue();
        assertThat(mirror.destinationHas("a/no.tmp")).isFalse();
        assertThat(mirror.destinationHas("a/b")).isFalse();
        assertThat(mirror.destinationHas("c/b/file")).isTrue();
    }

    @Test
    void changesNothingInASecondSweep() throws IOException {
        tagBy(".no");
        mirror.write(IGNORE, "*.tmp\n");
        mirror.write("a/file.tmp", "x");
        mirror.write("b/.no", "");
        mirror.write("b/c/file", "x");
        mirror.sweepWell();
        var before = TreeSnapshot.of(mirror.destination);

        var run = mirror.sweepWell();

        assertThat(mirror.changes).isEmpty();
        assertThat(run.counts().held()).isZero();
        assertThatTree(mirror.destination).isUnchangedSince(before);
    }

    @Test
    void letsATagTakeThePlaceOfADirectoryThatWasOne() throws IOException {
        tagBy(".no");
        mirror.write("a/.no/file", "x");
        mirror.sweepWell();
        Files.delete(mirror.source.resolve("a/.no/file"));
        Files.delete(mirror.source.resolve("a/.no"));
        mirror.write("a/.no", "");

        mirror.sweepAllowingDeletions();

        assertThat(mirror.findings).isEmpty();
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void keepsAnExcludedDirectoryWhereTheSourceHasAFileOfItsNameNow() throws IOException {
        mirror.write("a/deep/file", "x");
        mirror.sweepWell();
        mirror.write(IGNORE, "a/\n");
        Files.delete(mirror.source.resolve("a/deep/file"));
        Files.delete(mirror.source.resolve("a/deep"));
        Files.delete(mirror.source.resolve("a"));
        mirror.write("a", "a file");

        mirror.sweepAllowingDeletions();

        assertThat(mirror.destinationHas("a/deep/file")).isTrue();
        assertThat(mirror.findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("cannot take the place of a directory that holds excluded files"));
    }

    @Test
    void keepsWhatAnIgnoreFileMatchesLater() throws IOException {
        mirror.write("a/file", "x");
        mirror.write("a/deep/file", "x");
        mirror.sweepWell();
        mirror.write("a/" + IGNORE, "file\ndeep\n");
        Files.delete(mirror.source.resolve("a/file"));

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file")).isTrue();
        assertThat(mirror.destinationHas("a/deep/file")).isTrue();
    }

    @Test
    void deletesWhatAnIgnoreFileMatchesLaterIfAskedTo() throws IOException {
        mirror.write("a/file", "x");
        mirror.write("a/deep/file", "x");
        mirror.write("a/other", "x");
        mirror.sweepWell();
        mirror.deletingExcluded().write("a/" + IGNORE, "file\ndeep\n");

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file")).isFalse();
        assertThat(mirror.destinationHas("a/deep")).isFalse();
        assertThat(mirror.destinationHas("a/other")).isTrue();
    }

    @Test
    void takesUpWhatIsIgnoredNoMore() throws IOException {
        var ignore = mirror.write("a/" + IGNORE, "file\n");
        mirror.write("a/file", "x");
        mirror.sweepWell();
        Files.delete(ignore);

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file")).isTrue();
        assertThat(mirror.destinationHas("a/" + IGNORE)).isFalse();
    }

    @Test
    void deletesNothingWhereAnIgnoreFileCannotBeRead() throws IOException {
        mirror.write("a/" + IGNORE, "kept\n");
        mirror.write("a/b/file", "x");
        mirror.write("c/file", "x");
        mirror.sweepWell();
        Mirror.write(mirror.at("a/kept"), "x");
        mirror.write("a/" + IGNORE, "x\n".repeat(600_000));
        Files.delete(mirror.source.resolve("a/b/file"));
        mirror.write("d", "new");

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(mirror.findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.UNREADABLE);
            assertThat(finding.message()).contains(IGNORE);
        });
        assertThat(mirror.destinationHas("a/kept")).isTrue();
        assertThat(mirror.destinationHas("a/b/file")).isTrue();
        assertThat(mirror.destinationHas("d")).isTrue();
    }

    @Test
    void notesALineThatCannotBeReadAndGoesByTheOthers() throws IOException {
        mirror.write("a/" + IGNORE, "[\nfile\n");
        mirror.write("a/file", "x");

        mirror.sweepWell();

        assertThat(mirror.findings).extracting(Finding::path).containsExactly(Path.of("a/" + IGNORE));
        assertThat(mirror.findings.get(0).message()).startsWith("line 1 is ignored");
        assertThat(mirror.destinationHas("a/file")).isFalse();
    }

    @Test
    void ignoresBelowADirectoryThatIsGoneWhatADirectoryAboveIgnores() throws IOException {
        mirror.write("gone/file.tmp", "x");
        mirror.write("gone/file", "x");
        mirror.write("file", "x");
        mirror.sweepWell();
        mirror.write(IGNORE, "*.tmp\n");
        Files.delete(mirror.source.resolve("gone/file.tmp"));
        Files.delete(mirror.source.resolve("gone/file"));
        Files.delete(mirror.source.resolve("gone"));

        mirror.sweepWell();

        assertThat(mirror.destinationHas("gone/file.tmp")).isTrue();
        assertThat(mirror.destinationHas("gone/file")).isFalse();
    }

    @Test
    void carriesOfATaggedDirectoryTheTagAlone() throws IOException {
        tagBy(".no");
        mirror.write("a/.no", "");
        mirror.write("a/file", "x");
        mirror.write("a/deep/file", "x");

        mirror.sweepWell();

        assertThat(mirror.at("a")).isDirectoryContaining("glob:**/.no");
        assertThat(mirror.destinationHas("a/file")).isFalse();
        assertThat(mirror.destinationHas("a/deep")).isFalse();
    }

    @Test
    void keepsWhatWasCarriedBeforeADirectoryWasTagged() throws IOException {
        tagBy(".no");
        mirror.write("a/file", "x");
        mirror.write("a/gone", "x");
        mirror.sweepWell();
        mirror.write("a/.no", "");
        Files.delete(mirror.source.resolve("a/gone"));

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file")).isTrue();
        assertThat(mirror.destinationHas("a/gone")).isTrue();
        assertThat(mirror.destinationHas("a/.no")).isTrue();
    }

    @Test
    void deletesTheRestOfATaggedDirectoryIfAskedTo() throws IOException {
        tagBy(".no");
        mirror.write("a/file", "x");
        mirror.write("b", "x");
        mirror.sweepWell();
        mirror.deletingExcluded().write("a/.no", "");

        mirror.sweepWell();

        assertThat(mirror.destinationHas("a/file")).isFalse();
        assertThat(mirror.destinationHas("a/.no")).isTrue();
    }

    @Test
    void keepsTheOldCopyOfAFileThatBecameTooLarge() throws IOException {
        mirror.selecting(new Selection(true, List.of(), false, 3, false));
        mirror.write("file", "old");
        mirror.write("large", "12345");
        mirror.sweepWell();
        mirror.write("file", "newer");

        mirror.sweepWell();

        assertThat(mirror.at("file")).hasContent("old");
        assertThat(mirror.destinationHas("large")).isFalse();
    }

    @Test
    void keepsWhatIsIgnoredWhereAFileTakesTheDirectorysPlace() throws IOException {
        mirror.write("a/file.tmp", "x");
        mirror.write("b", "x");
        mirror.sweepWell();
        mirror.write(IGNORE, "*.tmp\n");
        Files.delete(mirror.source.resolve("a/file.tmp"));
        Files.delete(mirror.source.resolve("a"));
        mirror.write("a", "now a file");

        var run = mirror.sweep();

        assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(mirror.destinationHas("a/file.tmp")).isTrue();
    }
}
