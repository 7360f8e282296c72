package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import org.jspecify.annotations.Nullable;

/** What happened to a path since the last snapshot. */
final class Differences {

    private Differences() {}

    /** By what can be seen without opening anything; null when nothing happened. */
    static @Nullable Event event(Entry entry, @Nullable ManifestEntry latest) {
        if (latest == null) {
            return Event.CREATE;
        }
        return SnapshotPlan.isSame(entry, latest) ? null : Event.MODIFY;
    }

    /** By all that would be restored; null when nothing happened, whatever inode it has. */
    static @Nullable Event event(ManifestEntry entry, @Nullable ManifestEntry latest) {
        if (latest == null) {
            return Event.CREATE;
        }
        if (entry == latest) {
            return null;
        }
        return restored(entry).equals(restored(latest)) && hasSameContent(entry, latest) ? null : Event.MODIFY;
    }

    private static ManifestEntry restored(ManifestEntry entry) {
        return entry.withHeld(null).withVersion(new FileVersion(entry.size(), entry.modified(), 0, 0));
    }

    private static boolean hasSameContent(ManifestEntry entry, ManifestEntry latest) {
        if (entry.held() == null || latest.held() == null) {
            return entry.held() == latest.held();
        }
        return entry.held().sha256().equals(latest.held().sha256());
    }

    /** What a snapshot has at a path. */
    static Entry asEntry(ManifestEntry entry) {
        return new Entry(
                entry.path(),
                entry.type(),
                entry.version(),
                entry.mode(),
                entry.owner().uid(),
                entry.owner().gid(),
                0);
    }
}
