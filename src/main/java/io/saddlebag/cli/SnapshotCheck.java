package io.saddlebag.cli;

import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the sources and the store of a job that takes snapshots, and writes to none. */
final class SnapshotCheck {

    private final SnapshotSettings settings;
    private final boolean known;

    /** A job, and whether snapshots of it were put there: then there has to be a store. */
    SnapshotCheck(SnapshotSettings settings, boolean known) {
        this.settings = settings;
        this.known = known;
    }

    /** Whether the catalog knows of a store. */
    static boolean isKnown(SnapshotSettings settings, Catalog catalog) {
        var destination = new DirectoryDestination(settings.destination(), false);
        return catalog.states(settings.job(), destination.name()).rootIdentity().isPresent();
    }

    /** What was found. */
    List<Check> checks() {
        var checks = new ArrayList<Check>();
        for (var source : settings.sources()) {
            var tree = MirrorSettings.of(settings.job(), source.path(), null).withMarker(settings.marker());
            checks.addAll(new MirrorCheck(tree, 0).checks());
        }
        checks.add(store());
        return checks;
    }

    private Check store() {
        var subject = "job " + settings.job() + ", destination";
        var shown = DisplayPath.of(settings.destination());
        try {
            var store = SnapshotStore.find(new DirectoryDestination(settings.destination(), false));
            if (store.isPresent()) {
                var count = store.get().snapshots().headers().size();
                return Check.ok(subject, shown + ", " + count + (count == 1 ? " snapshot" : " snapshots"));
            }
        } catch (SaddlebagException e) {
            return Check.problem(subject, ExitCode.of(e), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Check.problem(subject, ExitCode.FAILED, shown + " cannot be read: " + Reason.of(e) + ".");
        }
        if (known) {
            return Check.problem(
                    subject,
                    ExitCode.NOT_FOUND,
                    shown + " holds no snapshots, though some were put there. Mount it, or begin anew with "
                            + "\"saddlebag backup " + settings.job() + " --new-destination\".");
        }
        var first = settings.sources().get(0);
        var tree = MirrorSettings.of(settings.job(), first.path(), settings.destination());
        var checks = new MirrorCheck(tree, 0).checks();
        return checks.get(checks.size() - 1);
    }
}
