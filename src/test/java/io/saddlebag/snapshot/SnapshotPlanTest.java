package io.saddlebag.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.tree.Walked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnapshotPlanTest {

    private static final SnapshotId FULL = new SnapshotId(Instant.parse("2026-11-20T02:00:00Z"), SnapshotKind.FULL);

    private final List<Walked> walk = new ArrayList<>();
    private final List<ManifestEntry> full = new ArrayList<>();
    private final List<ManifestEntry> latest = new ArrayList<>();

    @Nested
    class AnIncremental {

        @Test
        void keepsWhatIsAsItWas() throws IOException {
            there(file("s/a", 1));
            latest.add(entry("s/a", 1));

            assertThat(incremental()).containsExactly("keep s/a");
        }

        @Test
        void storesWhatHasAnotherSizeOrTimeAlsoAnEarlierOne() throws IOException {
            there(file("s/a", -5));
            latest.add(entry("s/a", 1));

            assertThat(incremental()).containsExactly("store s/a");
        }

        @Test
        void checksWhatHasOnlyAnotherInode() throws IOException {
            var found = file("s/a", 1);
            there(found.withVersion(new FileVersion(1, 1, 99, 7)));
            latest.add(entry("s/a", 1));

            assertThat(incremental()).containsExactly("check s/a");
        }

        @Test
        void checksWhatHasAnotherMode() throws IOException {
            there(file("s/a", 1).withMode(0600));
            latest.add(entry("s/a", 1));

            assertThat(incremental()).containsExactly("check s/a");
        }

        @Test
        void storesAgainWhatWasStale() throws IOException {
            there(file("s/a", 1));
            latest.add(entry("s/a", 1).asStale());

            assertThat(incremental()).containsExactly("store s/a");
        }

        @Test
        void tellsWhatIsGoneAndWhatIsNewInTheirOrder() throws IOException {
            there(file("s/b", 1));
            there(file("s/d", 1));
            latest.add(entry("s/a", 1));
            latest.add(entry("s/b", 1));
            latest.add(entry("s/c", 1));

            assertThat(incremental()).containsExactly("gone s/a", "keep s/b", "gone s/c", "store s/d");
        }

        @Test
        void keepsEverythingBelowWhatIsUnknownAndNothingBesideIt() throws IOException {
            walk.add(Walked.unknown(Path.of("s/dir")));
            latest.add(entry("s/dir", 1));
            latest.add(entry("s/dir/x/y", 1));
            latest.add(entry("s/dir-beside", 1));

            assertThat(incremental()).containsExactly("stale s/dir", "stale s/dir/x/y", "gone s/dir-beside");
        }

        @Test
        void namesFurtherNamesOfAFileAfterTheFirst() throws IOException {
            there(file("s/a", 1).withLinks(2));
            there(file("s/b", 1).withLinks(2));

            assertThat(incremental()).containsExactly("store s/a", "further s/b of s/a");
        }

        @Test
        void storesTheSecondNameWhereTheFirstIsGone() throws IOException {
            there(file("s/b", 1));
            latest.add(entry("s/a", 1));
            latest.add(further("s/b", "s/a"));

            assertThat(incremental()).containsExactly("gone s/a", "store s/b");
        }
    }

    @Nested
    class AFull {

        @Test
        void storesEverythingAndKeepsWhatIsUnknown() throws IOException {
            there(file("s/a", 1));
            walk.add(Walked.unknown(Path.of("s/b")));
            latest.add(entry("s/a", 1));
            latest.add(entry("s/b", 1));

            assertThat(steps(SnapshotPlan.full(sorted(walk), sorted(latest), new LinkLeaders(true))))
                    .containsExactly("store s/a", "stale s/b");
        }
    }

    @Nested
    class ADifferential {

        @Test
        void comparesWithTheFullAndFallsBackToTheLatest() throws IOException {
            there(file("s/a", 1));
            there(file("s/b", 2));
            walk.add(Walked.unknown(Path.of("s/c")));
            full.add(entry("s/a", 1));
            full.add(entry("s/b", 1));
            full.add(entry("s/gone-long-ago", 1));
            latest.add(entry("s/a", 1));
            latest.add(entry("s/b", 2));
            latest.add(entry("s/c", 3));
            latest.add(entry("s/gone", 3));

            assertThat(steps(SnapshotPlan.differential(
                            sorted(walk), sorted(full), sorted(latest), new LinkLeaders(true))))
                    .containsExactly("keep s/a", "store s/b", "stale s/c", "gone s/gone");
        }
    }

    private List<String> incremental() throws IOException {
        return steps(SnapshotPlan.incremental(sorted(walk), sorted(latest), new LinkLeaders(true)));
    }

    private static List<String> steps(SnapshotPlan plan) throws IOException {
        var steps = new Told();
        while (plan.next(steps)) {
            // All of them are noted.
        }
        return steps.told;
    }

    private static <T> Sorted<T> sorted(List<T> list) {
        Iterator<T> left = list.iterator();
        return () -> left.hasNext() ? left.next() : null;
    }

    private void there(Entry entry) {
        walk.add(new Walked(entry.path(), entry, true, false));
    }

    private static Entry file(String path, long modified) {
        return new Entry(Path.of(path), FileType.FILE, new FileVersion(1, modified, 4, 7), 0644, 0, 0, 1);
    }

    private static ManifestEntry entry(String path, long modified) {
        return new ManifestEntry(
                Path.of(path),
                FileType.FILE,
                new FileVersion(1, modified, 4, 7),
                0644,
                new Owner(0, 0, "root", "root"),
                null,
                null,
                new Held(FULL, null, "00"),
                ExtendedAttributes.NONE,
                false);
    }

    private static ManifestEntry further(String path, String first) {
        var entry = entry(path, 1);
        return new ManifestEntry(
                entry.path(),
                entry.type(),
                entry.version(),
                entry.mode(),
                entry.owner(),
                null,
                Path.of(first),
                null,
                entry.extended(),
                false);
    }

    /** Notes what it is told. */
    private static final class Told implements SnapshotSteps {

        private final List<String> told = new ArrayList<>();

        @Override
        public void keep(ManifestEntry entry, @Nullable ManifestEntry latest) {
            told.add("keep " + entry.path());
        }

        @Override
        public void store(Entry file, @Nullable ManifestEntry latest) {
            told.add("store " + file.path());
        }

        @Override
        public void check(Entry file, ManifestEntry base, @Nullable ManifestEntry latest) {
            told.add("check " + file.path());
        }

        @Override
        public void further(Entry file, LinkLeader leader, @Nullable ManifestEntry latest) {
            told.add("further " + file.path() + " of " + leader.path());
        }

        @Override
        public void plain(Entry entry, @Nullable ManifestEntry latest) {
            told.add("plain " + entry.path());
        }

        @Override
        public void stale(ManifestEntry latest, boolean together) {
            told.add("stale " + latest.path());
        }

        @Override
        public void gone(ManifestEntry latest) {
            told.add("gone " + latest.path());
        }
    }
}
