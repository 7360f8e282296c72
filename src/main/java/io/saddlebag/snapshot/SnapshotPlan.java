package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.Walked;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of each path: a merge of the walk with earlier snapshots, all in one order, in constant memory. The
 * <em>base</em> is what contents are compared with, the <em>latest</em> snapshot what is kept of paths that cannot be read. Every path
 * of the walk and of the latest snapshot is told once, in order.
 */
final class SnapshotPlan {

    private final Head<Walked> walk;
    private final @Nullable Head<ManifestEntry> base;
    private final Head<ManifestEntry> latest;
    private final boolean builds;
    private final LinkLeaders links;
    private @Nullable Path unknown;

    private SnapshotPlan(
            Head<Walked> walk,
            @Nullable Head<ManifestEntry> base,
            Head<ManifestEntry> latest,
            boolean builds,
            LinkLeaders links) {
        this.walk = walk;
        this.base = base;
        this.latest = latest;
        this.builds = builds;
        this.links = links;
    }

    /** For a full: everything is stored. */
    static SnapshotPlan full(Sorted<Walked> walk, Sorted<ManifestEntry> latest, LinkLeaders links) throws IOException {
        return new SnapshotPlan(walked(walk), null, entries(latest), false, links);
    }

    /** For an incremental: the base is the latest snapshot. */
    static SnapshotPlan incremental(Sorted<Walked> walk, Sorted<ManifestEntry> latest, LinkLeaders links)
            throws IOException {
        return new SnapshotPlan(walked(walk), null, entries(latest), true, links);
    }

    /** For a differential: the base is a full. */
    static SnapshotPlan differential(
            Sorted<Walked> walk, Sorted<ManifestEntry> full, Sorted<ManifestEntry> latest, LinkLeaders links)
            throws IOException {
        return new SnapshotPlan(walked(walk), entries(full), entries(latest), true, links);
    }

    private static Head<Walked> walked(Sorted<Walked> walk) throws IOException {
        return new Head<>(walk, Walked::path);
    }

    private static Head<ManifestEntry> entries(Sorted<ManifestEntry> entries) throws IOException {
        return new Head<>(entries, ManifestEntry::path);
    }

    /** Tells the next path; false after the last. */
    boolean next(SnapshotSteps steps) throws IOException {
        int order = walk.compareTo(latest);
        if (walk.isEmpty() && latest.isEmpty()) {
            return false;
        }
        if (order > 0) {
            unseen(latest.take(), steps);
            return true;
        }
        var known = order == 0 ? latest.take() : null;
        var earlier = base == null ? known : inBase();
        seen(walk.take(), builds ? earlier : null, known, steps);
        return true;
    }

    private @Nullable ManifestEntry inBase() throws IOException {
        var entries = base;
        if (entries == null) {
            return null;
        }
        while (entries.compareTo(walk) < 0) {
            entries.take();
        }
        return !entries.isEmpty() && entries.compareTo(walk) == 0 ? entries.take() : null;
    }

    private void unseen(ManifestEntry entry, SnapshotSteps steps) throws IOException {
        if (isUnknown(entry.path())) {
            steps.stale(entry, entry.hardlink() == null || isUnknown(entry.hardlink()));
        } else {
            steps.gone(entry);
        }
    }

    private boolean isUnknown(Path path) {
        return unknown != null && path.startsWith(unknown);
    }

    private void seen(
            Walked walked, @Nullable ManifestEntry earlier, @Nullable ManifestEntry known, SnapshotSteps steps)
            throws IOException {
        var entry = walked.entry();
        if (!walked.known()) {
            unknown = walked.path();
        }
        if (entry == null) {
            if (known != null) {
                unseen(known, steps);
            }
        } else if (entry.type() == FileType.FILE) {
            file(entry, earlier, known, steps);
        } else if (earlier != null && isSame(entry, earlier)) {
            steps.keep(earlier, known);
        } else {
            steps.plain(entry, known);
        }
    }

    private void file(Entry file, @Nullable ManifestEntry earlier, @Nullable ManifestEntry known, SnapshotSteps steps)
            throws IOException {
        var leader = links.meet(file);
        boolean sameLink = earlier != null
                && (leader == null ? earlier.hardlink() == null : leader.path().equals(earlier.hardlink()));
        if (earlier != null && sameLink && isSame(file, earlier)) {
            steps.keep(earlier, known);
        } else if (leader != null) {
            steps.further(file, leader, known);
        } else if (earlier != null && sameLink && maybeSameContent(file, earlier)) {
            steps.check(file, earlier, known);
        } else {
            steps.store(file, known);
        }
    }

    private static boolean maybeSameContent(Entry file, ManifestEntry earlier) {
        return !earlier.stale() && earlier.held() != null && earlier.version().sameSizeAndTime(file.version());
    }

    /** Nothing that can be seen without opening it is another than when it was stored. */
    static boolean isSame(Entry entry, ManifestEntry earlier) {
        var version = earlier.version();
        return !earlier.stale()
                && earlier.type() == entry.type()
                && version.modified() == entry.version().modified()
                && version.inode() == entry.version().inode()
                && version.changed() == entry.version().changed()
                && (entry.type() != FileType.FILE
                        || version.size() == entry.version().size())
                && earlier.mode() == entry.mode()
                && earlier.owner().uid() == entry.uid()
                && earlier.owner().gid() == entry.gid();
    }
}
