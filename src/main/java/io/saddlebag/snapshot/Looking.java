package io.saddlebag.snapshot;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.Tally;
import org.jspecify.annotations.Nullable;

/** Only says what a plan would change, by what can be seen without opening files. */
final class Looking implements SnapshotSteps {

    private final Tally tally;

    Looking(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void keep(ManifestEntry entry, @Nullable ManifestEntry latest) {
        told(Differences.event(entry, latest), Differences.asEntry(entry), 0);
    }

    @Override
    public void store(Entry file, @Nullable ManifestEntry latest) {
        changed(file, latest, file.version().size());
    }

    @Override
    public void check(Entry file, ManifestEntry base, @Nullable ManifestEntry latest) {
        changed(file, latest, 0);
    }

    @Override
    public void further(Entry file, LinkLeader leader, @Nullable ManifestEntry latest) {
        changed(file, latest, 0);
    }

    @Override
    public void plain(Entry entry, @Nullable ManifestEntry latest) {
        changed(entry, latest, 0);
    }

    private void changed(Entry entry, @Nullable ManifestEntry latest, long bytes) {
        told(Differences.event(entry, latest), entry, bytes);
    }

    private void told(@Nullable Event event, Entry entry, long bytes) {
        if (event == null) {
            tally.unchanged(1);
        } else {
            tally.done(new Change(event, entry, Part.WHOLE), bytes);
        }
    }

    @Override
    public void stale(ManifestEntry latest, boolean together) {
        tally.unchanged(1);
    }

    @Override
    public void gone(ManifestEntry latest) {
        tally.done(new Change(Event.DELETE, Differences.asEntry(latest), Part.WHOLE), 0);
    }
}
