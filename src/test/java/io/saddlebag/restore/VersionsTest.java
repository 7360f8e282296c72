package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import io.saddlebag.retention.VersionPolicy;
import io.saddlebag.testkit.TreeSnapshot;
import io.saddlebag.versions.VersionName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {

    @TempDir
    Path directory;

    private VersionedTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = VersionedTree.in(directory);
    }

    @AfterEach
    void closeTree() {
        tree.close();
    }

    private void write(String path, String content) throws IOException {
        MirroredTree.write(tree.source.resolve(path), content);
    }

    private Path restore(Instant moment, String... paths) throws IOException {
        var target = directory.resolve("restored-" + moment.toEpochMilli());
        tree.restore(moment, target, paths);
        return target;
    }

    @Test
    void aFileThatIsOverwrittenFiveTimesHasFiveVersions() throws IOException {
        var moments = new ArrayList<Instant>();
        for (int i = 0; i <= 5; i++) {
            write("a/file", "content " + i);
            moments.add(tree.sweep());
        }

        assertThat(tree.versions("a/file")).hasSize(5).allMatch(name -> name.reason() == VersionName.Reason.MODIFIED);
        for (int i = 0; i <= 5; i++) {
            assertThat(restore(moments.get(i), "a/file").resolve("a/file")).hasContent("content " + i);
        }
    }

    @Test
    void aDeletedTreeComesBackWithItsEmptyDirectoriesAndWithoutWhatIsNew() throws IOException {
        write("a/b/file", "content");
        Files.createDirectories(tree.source.resolve("a/empty"));
        var before = tree.sweep();
        var expected = TreeSnapshot.of(tree.source).paths();
        Files.delete(tree.source.resolve("a/b/file"));
        Files.delete(tree.source.resolve("a/b"));
        Files.delete(tree.source.resolve("a/empty"));
        Files.delete(tree.source.resolve("a"));
        write("new/file", "new");
        tree.sweep();

        var restored = restore(before);

        assertThat(TreeSnapshot.of(restored).paths()).isEqualTo(expected);
        assertThat(restored.resolve("a/b/file")).hasContent("content");
        assertThat(tree.versions("a/b/file"))
                .extracting(VersionName::reason)
                .containsExactly(VersionName.Reason.DELETED);
    }

    @Test
    void aFileThatWasNotThereYetIsNotInTheBackupOfThen() throws IOException {
        write("old", "old");
        var before = tree.sweep();
        write("new", "new");
        tree.sweep();

        restore(before, "new");

        assertThat(tree.findings).extracting(Finding::message).containsExactly("is not in the backup");
    }

    static Stream<Path> names() {
        return Stream.of(
                        ".versions",
                        ".journal",
                        ".state",
                        ".versions~",
                        "x".repeat(255),
                        "new\nline",
                        ".saddlebag-versions")
                .map(Path::of)
                .flatMap(name -> Stream.of(name, Path.of("below").resolve(name)))
                .filter(path -> !path.equals(VersionedTree.KEPT));
    }

    @ParameterizedTest
    @MethodSource("names")
    void directoriesAndFilesOfAnyNameHaveVersions(Path name) throws IOException {
        comesBack(name.resolve("file"));
        comesBack(Path.of("files").resolve(name));
    }

    @Test
    void namesThatAreNoTextHaveVersions() throws IOException {
        comesBack(PathBytes.toPath("d\u00fcr/f\u00fcr".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void comesBack(Path path) throws IOException {
        MirroredTree.write(tree.source.resolve(path), "old");
        var before = tree.sweep();
        MirroredTree.write(tree.source.resolve(path), "newer");
        tree.sweep();
        Files.delete(tree.source.resolve(path));
        tree.sweep();

        assertThat(restore(before).resolve(path)).hasContent("old");
    }

    @Test
    void aScopeMakesVersions() throws IOException {
        write("a/file", "old");
        var before = tree.sweep();
        write("a/file", "newer");
        tree.sweepScope("a");

        assertThat(tree.versions("a/file")).hasSize(1);
        assertThat(restore(before).resolve("a/file")).hasContent("old");
    }

    @Test
    void guardsCountNoVersionsAndHoldThemBackWithTheDeletions() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("file" + i, "old");
        }
        tree.sweep();
        for (int i = 0; i < 20; i++) {
            write("file" + i, "newer");
        }
        tree.sweep();
        for (int i = 0; i < 20; i++) {
            Files.delete(tree.source.resolve("file" + i));
        }

        var run = tree.run(RunOptions.DEFAULT);

        assertThat(run.outcome()).isEqualTo(Outcome.GUARDED);
        assertThat(run.counts().held()).isEqualTo(20);
        assertThat(tree.versions("file0")).hasSize(1);
    }

    @Test
    void whatHasExpiredIsRemovedAndNothingElse() throws IOException {
        tree.with(settings -> settings.withVersions(new VersionPolicy(Duration.ofDays(10), 0)));
        for (int i = 0; i < 20; i++) {
            write("file", "content " + i);
            tree.sweep();
            tree.clock.advance(Duration.ofHours(23));
        }

        tree.clock.advance(Duration.ofHours(-23));

        assertThat(tree.versions("file"))
                .hasSize(11)
                .allMatch(name -> !name.time().isBefore(tree.clock.instant().minus(Duration.ofDays(10))));
    }

    @Test
    void theLastVersionsOfEachPathAreKeptHoweverOld() throws IOException {
        tree.with(settings -> settings.withVersions(new VersionPolicy(Duration.ofDays(1), 3)));
        for (int i = 0; i < 8; i++) {
            write("file", "content " + i);
            write("other", "content " + Math.min(i, 2));
            tree.sweep();
            tree.clock.advance(Duration.ofDays(2));
        }

        assertThat(tree.versions("file")).hasSize(3);
        assertThat(tree.versions("other")).hasSize(2);
    }

    @Test
    void whatIsNotKnownAnyMoreIsSaid() throws IOException {
        tree.with(settings -> settings.withVersions(new VersionPolicy(Duration.ofDays(1), 0)));
        write("a/file", "old");
        write("b/file", "same");
        var before = tree.sweep();
        write("a/file", "newer");
        tree.sweep();
        tree.clock.advance(Duration.ofDays(3));
        tree.sweep();

        restore(before);

        assertThat(tree.findings)
                .extracting(finding -> finding.path().toString())
                .contains("a")
                .doesNotContain("b");
    }

    @Test
    void nothingIsLeftOfWhatIsGoneAndHasExpired() throws IOException {
        write("a/b/file", "old");
        tree.sweep();
        Files.delete(tree.source.resolve("a/b/file"));
        Files.delete(tree.source.resolve("a/b"));
        tree.sweep();
        tree.clock.advance(Duration.ofDays(40));
        tree.sweep();

        assertThat(tree.mirror.resolve(".saddlebag-versions/a/b")).doesNotExist();
    }

    @Test
    void aSourceThatHasSuchADirectoryIsCarriedWithoutIt() throws IOException {
        write(".saddlebag-versions/file", "content");
        write("file", "content");
        tree.sweep();
        write("file", "newer");
        tree.sweep();

        assertThat(tree.mirror.resolve(".saddlebag-versions/file")).doesNotExist();
        assertThat(tree.versions("file")).hasSize(1);
    }

    @Test
    void aDryRunKeepsNothing() throws IOException {
        write("file", "content");
        tree.sweep();
        write("file", "newer");
        var before = TreeSnapshot.of(tree.mirror);

        tree.run(new RunOptions(true, false, false, false, () -> false, Progress.NONE));

        assertThatTree(tree.mirror).isUnchangedSince(before);
    }

    @Test
    void versionsStayWhenNoMoreAreKeptAndThePastBeginsAnew() throws IOException {
        write("file", "1");
        var first = tree.sweep();
        write("file", "22");
        tree.sweep();
        tree.with(settings -> settings.withVersions(null));
        write("file", "333");
        tree.sweep();
        tree.with(settings -> settings.withVersions(new VersionPolicy(null, 5)));
        tree.sweep();

        assertThat(tree.versions("file")).hasSize(1);
        assertThat(tree.knownSince()).isAfter(first);
    }

    @Test
    void momentsGoOnWhenTheClockIsSetBack() throws IOException {
        write("file", "1");
        var first = tree.sweep();
        write("file", "22");
        tree.sweep();
        tree.clock.advance(Duration.ofDays(-365));
        write("file", "333");
        tree.sweep();

        assertThat(tree.versions("file")).hasSize(2);
        assertThat(restore(first).resolve("file")).hasContent("1");
        assertThat(Files.readString(tree.mirror.resolve("file"))).isEqualTo("333");
    }

    @Test
    void theMirrorItselfIsVerifiedAndRestoredWithoutThem() throws IOException {
        write("file", "content");
        tree.sweep();
        write("file", "newer");
        tree.sweep();

        var listed = MirrorTree.open(tree.mirror, false).list(Path.of(""));

        assertThat(listed.entries())
                .extracting(entry -> entry.path().toString())
                .containsExactly("file");
        assertThat(listed.findings()).isEmpty();
    }

    @Test
    void aJournalLineThatWasCutShortHidesNoOther() throws IOException {
        write("file", "1");
        var first = tree.sweep();
        write("file", "22");
        var second = tree.sweep();
        var journal = tree.mirror.resolve(".saddlebag-versions/.journal");
        Files.writeString(journal, Files.readString(journal) + "{\"time\":\"2026-");
        write("file", "333");
        tree.sweep();

        assertThat(restore(first).resolve("file")).hasContent("1");
        assertThat(restore(second).resolve("file")).hasContent("22");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'raw':5,'was':'absent'",
                "'was':'content','version':'/'",
                "'was':'attributes','mode':'0600','xattrs':{'user.a':5}",
                "'was':'no such thing'"
            })
    void aJournalLineThatIsNoneHidesNoOther(String members) throws IOException {
        write("file", "1");
        var first = tree.sweep();
        write("file", "22");
        tree.sweep();
        var journal = tree.mirror.resolve(".saddlebag-versions/.journal");
        var line = "{'time':'2999-11-21T02:00:00Z','name':'file'," + members + "}\n";
        Files.writeString(journal, line.replace('\'', '"') + Files.readString(journal));

        assertThat(restore(first).resolve("file")).hasContent("1");
    }

    @Test
    void versionsTellWithoutTheirJournalWhenTheyWent() throws IOException {
        write("file", "1");
        var first = tree.sweep();
        write("file", "22");
        var second = tree.sweep();
        write("file", "333");
        tree.sweep();
        Files.delete(tree.mirror.resolve(".saddlebag-versions/.journal"));

        assertThat(List.of(
                        Files.readString(restore(first).resolve("file")),
                        Files.readString(restore(second).resolve("file"))))
                .containsExactly("1", "22");
    }
}
