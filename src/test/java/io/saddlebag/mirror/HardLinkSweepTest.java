package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.ForwardingDestination;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardLinkSweepTest {

    @TempDir
    Path directory;

    private Mirror mirror;

    @BeforeEach
    void makeMirror() throws IOException {
        mirror = Mirror.in(directory).with(settings -> settings.withHardLinks(true));
        mirror.write("a/one", "content");
        link("b/c/two", "a/one");
        link("three", "a/one");
        mirror.write("other", "other");
    }

    @AfterEach
    void closeMirror() {
        mirror.close();
    }

    private void link(String link, String existing) throws IOException {
        var path = mirror.source.resolve(link);
        Files.createDirectories(path.getParent());
        Files.createLink(path, mirror.source.resolve(existing));
    }

    private void assertThatItIsEqual() {
        assertThatTree(mirror.destination)
                .hasSameContentAs(mirror.source)
                .hasSameHardLinksAs(mirror.source)
                .hasNoTemporaryFiles();
    }

    private void assertThatNothingIsLeftToDo() {
        var run = mirror.sweepWell();
        assertThat(run.counts()).isEqualTo(new Counts(0, 0, 0, run.counts().unchanged(), 0, 0, 0));
        assertThatItIsEqual();
    }

    @Test
    void namesOfOneFileBecomeNamesOfOneFile() {
        var run = mirror.sweepWell();

        assertThat(run.counts()).isEqualTo(new Counts(7, 0, 0, 0, 0, 0, 12));
        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void nothingIsTouchedWhenNothingChanged() throws IOException {
        mirror.sweepWell();
        mirror.sweepWell();
        var before = TreeSnapshot.of(mirror.destination);

        var run = mirror.sweepWell();

        assertThat(run.counts()).isEqualTo(new Counts(0, 0, 0, 7, 0, 0, 0));
        assertThatTree(mirror.destination).isUnchangedSince(before);
    }

    @Test
    void aChangeInPlaceChangesAllNamesInOneRun() throws IOException {
        mirror.sweepWell();
        mirror.write("three", "changed for all");

        var run = mirror.sweepWell();

        assertThat(run.counts().bytes()).isEqualTo(15);
        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void anotherModeIsSetInPlaceAndOnce() throws IOException {
        mirror.sweepWell();
        mirror.sweepWell();
        Files.setAttribute(mirror.source.resolve("three"), "unix:mode", 04711);

        var run = mirror.sweepWell();

        assertThat(run.counts()).isEqualTo(new Counts(0, 1, 0, 6, 0, 0, 0));
        assertThat(mirror.changes).extracting(Change::part).containsExactly(Part.ATTRIBUTES);
        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void namesThatComeAndGoAreFollowed() throws IOException {
        mirror.sweepWell();
        Files.delete(mirror.source.resolve("a/one"));
        link("b/four", "three");

        var run = mirror.sweepWell();

        assertThat(run.counts().bytes()).isZero();
        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void filesThatAreLinkedLaterAreLinked() throws IOException {
        mirror.write("b/copy", "other");
        mirror.sweepWell();
        Files.delete(mirror.source.resolve("b/copy"));
        link("b/copy", "other");

        mirror.sweepWell();

        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void aFileThatIsLinkedNoMoreIsDeliveredWhole() throws IOException {
        mirror.sweepWell();
        var copy = Files.copy(
                mirror.source.resolve("a/one"), mirror.source.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, mirror.source.resolve("a/one"), StandardCopyOption.REPLACE_EXISTING);
        Files.setAttribute(mirror.source.resolve("a/one"), "unix:mode", 0600);

        mirror.sweepWell();

        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void withoutTheSettingNothingIsDoneThroughASharedFile() throws IOException {
        mirror.sweepWell();
        mirror.with(settings -> settings.withHardLinks(false));
        Files.setAttribute(mirror.source.resolve("three"), "unix:mode", 0600);

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        assertThat(mirror.sweepWell().counts().modified()).isZero();
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void aCopyOfTheMirrorMadeOfLinksIsNotChanged() throws IOException {
        mirror.sweepWell();
        var kept = directory.resolve("kept");
        Files.createLink(kept, mirror.at("three"));
        Files.setAttribute(mirror.source.resolve("three"), "unix:mode", 0600);

        mirror.sweepWell();

        assertThat(Files.getAttribute(kept, "unix:mode")).isNotEqualTo(0100600);
        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void twoFilesThatSwapNamesAreFollowed() throws IOException {
        link("other2", "other");
        mirror.sweepWell();
        Files.delete(mirror.source.resolve("three"));
        Files.delete(mirror.source.resolve("other2"));
        link("three", "other");
        link("other2", "a/one");

        mirror.sweepWell();

        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void aLinkReplacesADirectory() throws IOException {
        mirror.write("place/file", "content");
        mirror.sweepWell();
        SweepTest.deleteTree(mirror.source.resolve("place"));
        link("place", "a/one");

        mirror.sweepAllowingDeletions();

        assertThatItIsEqual();
        assertThatNothingIsLeftToDo();
    }

    @Test
    void aLostCatalogCostsAComparisonOnly() throws IOException {
        mirror.sweepWell();
        mirror.loseCatalog();

        var run = mirror.sweepWell();

        assertThat(run.counts()).isEqualTo(new Counts(0, 0, 0, 7, 0, 0, 0));
        assertThatNothingIsLeftToDo();
    }

    @Test
    void aDryRunOnlyTells() throws IOException {
        mirror.sweepWell();
        mirror.write("three", "changed for all");
        link("b/four", "three");
        var before = TreeSnapshot.of(mirror.destination);

        var run = mirror.sweepDry();

        assertThat(run.counts()).isEqualTo(new Counts(1, 3, 0, 4, 0, 0, 0));
        assertThatTree(mirror.destination).isUnchangedSince(before);
    }

    @Test
    void aDryRunTellsOfAllNamesThatWouldBecomeAnotherFile() throws IOException {
        mirror.sweepWell();
        Files.createLink(directory.resolve("kept"), mirror.at("three"));
        Files.setAttribute(mirror.source.resolve("three"), "unix:mode", 0600);

        var told = mirror.sweepDry();

        assertThat(told.counts().modified()).isEqualTo(3);
        assertThat(mirror.sweepWell().counts().modified()).isEqualTo(3);
    }

    @Test
    void namesOnAnotherFileSystemOfTheDestinationAreFilesAndDeliveredOnce() {
        mirror.through(root -> new MountedBelow(Path.of("b"), new DirectoryDestination(root, false)));
        mirror.sweepWell();

        var again = mirror.sweepWell();

        assertThat(again.counts()).isEqualTo(new Counts(0, 0, 0, 7, 0, 0, 0));
        assertThat(mirror.findings).isEmpty();
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    /** A destination with another file system in one of its directories. */
    private static final class MountedBelow extends ForwardingDestination {

        private final Path mountPoint;

        private MountedBelow(Path mountPoint, Destination real) {
            super(real);
            this.mountPoint = mountPoint;
        }

        @Override
        public @Nullable Entry stat(Path path) throws IOException {
            var entry = super.stat(path);
            return entry == null ? null : seen(entry);
        }

        @Override
        public List<Entry> list(Path path) throws IOException {
            return super.list(path).stream().map(this::seen).toList();
        }

        private Entry seen(Entry entry) {
            return new Entry(
                    entry.path(),
                    entry.type(),
                    entry.version(),
                    entry.mode(),
                    entry.uid(),
                    entry.gid(),
                    entry.device() + (entry.path().startsWith(mountPoint) ? 1 : 0),
                    entry.links());
        }

        @Override
        public @Nullable Entry hardLink(Path existing, Path link) throws IOException {
            return existing.startsWith(mountPoint) == link.startsWith(mountPoint)
                    ? super.hardLink(existing, link)
                    : null;
        }
    }

    @Test
    void whereThereAreNoneEachNameIsAFile() {
        mirror.through(root -> new ForwardingDestination(new DirectoryDestination(root, false)) {
            @Override
            public boolean makesHardLinks() {
                return false;
            }
        });

        var run = mirror.sweepWell();

        assertThat(run.counts().bytes()).isEqualTo(26);
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
        assertThat(mirror.sweepWell().counts().modified()).isZero();
    }

    @Test
    void aFileThatCanHaveNoOtherNameIsCopied() {
        mirror.through(root -> new ForwardingDestination(new DirectoryDestination(root, false)) {
            @Override
            public @Nullable Entry hardLink(Path existing, Path link) {
                return null;
            }
        });

        mirror.sweepWell();

        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void aRouteThatCarriesContentsOnlyIsTold() {
        var job = mirror.job();
        var findings = new ArrayList<Finding>();

        var run = job.sweep(RunOptions.DEFAULT, change -> {
            job.deliver(new Change(change.event(), change.entry(), change.part()));
            return null;
        });

        assertThat(run.outcome()).as("%s", findings).isEqualTo(Outcome.DONE);
        assertThatTree(mirror.destination).hasSameContentAs(mirror.source);
    }

    @Test
    void randomTreesAreEqualAfterEachRoundOfChanges() throws IOException {
        var tree = TreeGenerator.seeded(31).into(mirror.source);
        mirror.sweepWell();
        for (int round = 1; round <= 6; round++) {
            var done = tree.change(mirror.source);
            var run = mirror.sweepAllowingDeletions();
            assertThat(run.outcome()).as("%s %s", done, mirror.findings).isEqualTo(Outcome.DONE);
            assertThatTree(mirror.destination)
                    .as("round %d: %s", round, done)
                    .hasSameContentAs(mirror.source)
                    .hasSameHardLinksAs(mirror.source);
        }
    }
}
