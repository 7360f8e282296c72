package io.saddlebag;

import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.restore.Exclusion;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.Selection;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Stat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a restore never deletes: what the job excludes, by its settings and by what the directories of its source, of its
 * mirror or of the target say of themselves; the files that say so; and what belongs to Saddlebag.
 */
final class RestoreProtection implements Exclusion, Closeable {

    private final RestorePlace place;
    private final MirrorJob job;
    private final List<SourceTree> trees = new ArrayList<>();

    RestoreProtection(RestorePlace place, MirrorJob job, Path mirror) throws IOException {
        this.place = place;
        this.job = job;
        var selection = job.settings().selection();
        trees.add(tree(mirror, selection.acrossFileSystems()));
        if (Files.isDirectory(place.directory())) {
            trees.add(tree(place.directory(), selection));
        }
        if (!place.isSource()) {
            addSource();
        }
    }

    private SourceTree tree(Path root, Selection selection) throws IOException {
        MirrorSettings settings = job.settings();
        return new SourceTree(
                root, Filters.of(settings.include(), settings.exclude()), settings.excludedPaths(), selection);
    }

    /** A restore needs no source. */
    private void addSource() throws IOException {
        try {
            trees.add(job.openSource());
        } catch (SaddlebagException e) {
            // What the mirror and the target say is all that is known then.
        }
    }

    @Override
    public boolean covers(Path path, boolean directory) throws IOException {
        var entry = Stat.orNull(place.directory().resolve(path), path);
        if (place.keeps(path) || entry == null || trees.get(0).isTelling(path)) {
            return true;
        }
        for (var tree : trees) {
            if (tree.excludesAtOrAbove(entry)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        for (var tree : trees) {
            tree.close();
        }
    }
}
