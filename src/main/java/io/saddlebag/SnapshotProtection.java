package io.saddlebag;

import io.saddlebag.restore.Exclusion;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Stat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a restore from a snapshot never deletes: what the job excludes, by its settings or by what the directories of the
 * target say of themselves, the files that say so, and what belongs to Saddlebag or to another job.
 */
final class SnapshotProtection implements Exclusion, Closeable {

    private final RestorePlace place;
    private final Map<Path, SourceTree> trees = new HashMap<>();

    /** The protection of a place; without settings nothing is known to be excluded. */
    SnapshotProtection(RestorePlace place, @Nullable SnapshotSettings settings) throws IOException {
        this.place = place;
        if (settings != null) {
            for (var source : settings.sources()) {
                add(source, settings.choice());
            }
        }
    }

    private void add(SnapshotSettings.Source source, SnapshotSettings.Choice choice) throws IOException {
        var root = place.directory().resolve(source.name());
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            var filters = Filters.of(choice.include(), choice.exclude());
            trees.put(
                    Path.of(source.name()), new SourceTree(root, filters, source.excludedPaths(), choice.selection()));
        }
    }

    @Override
    public boolean covers(Path path, boolean directory) throws IOException {
        var entry = Stat.orNull(place.directory().resolve(path), path);
        if (place.keeps(path) || entry == null) {
            return true;
        }
        var tree = trees.get(path.getName(0));
        if (tree == null || path.getNameCount() < 2) {
            return false;
        }
        var inside = path.subpath(1, path.getNameCount());
        return tree.isTelling(inside) || tree.excludesAtOrAbove(entry.at(inside));
    }

    @Override
    public void close() throws IOException {
        for (var tree : trees.values()) {
            tree.close();
        }
    }
}
