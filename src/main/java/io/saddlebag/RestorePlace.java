package io.saddlebag;

import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.ManifestHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory that a restore writes to, and what in it belongs to Saddlebag. Compares real paths. */
final class RestorePlace {

    private final Path directory;

    /** The directories that are written to, and of each the source that it would be. */
    private final Map<Path, Path> written = new LinkedHashMap<>();

    private final Set<Path> kept = new HashSet<>();

    private RestorePlace(Path directory) {
        this.directory = RealPath.of(directory);
    }

    /**
     * The place that was asked for.
     *
     * @throws ConfigurationException when a restore to it would harm backups, or it cannot be made
     */
    static RestorePlace of(Path directory, MirrorSettings mirror, Settings settings) {
        var place = new RestorePlace(directory);
        place.kept.addAll(mirror.excludedPaths());
        place.written.put(place.directory, RealPath.of(mirror.source()));
        place.requireDirectory(directory);
        place.keepApartFromAll(settings);
        return place;
    }

    /**
     * The place that a snapshot is to be restored to, with a directory for each source.
     *
     * @param store where the snapshot is
     * @param settings what else is backed up; null where that is not known
     * @throws ConfigurationException when a restore to it would harm backups, or it cannot be made
     */
    static RestorePlace of(Path directory, ManifestHeader snapshot, Path store, @Nullable Settings settings) {
        var place = new RestorePlace(directory);
        for (var source : snapshot.sources()) {
            place.written.put(place.directory.resolve(source.name()), RealPath.of(Path.of(source.location())));
        }
        place.requireDirectory(directory);
        place.keepApart(RealPath.of(store), "the store", true);
        if (settings != null) {
            place.keepApartFromAll(settings);
        }
        return place;
    }

    private void keepApartFromAll(Settings settings) {
        keepApart(RealPath.of(settings.home()), "saddlebag.home", false);
        for (var job : settings.jobs()) {
            var trees = job.trees();
            if (trees != null) {
                keep(RealPath.of(trees.source()));
            }
            if (job.snapshot() != null) {
                job.snapshot().sources().forEach(source -> keep(RealPath.of(source.path())));
            }
            if (job.destination() != null) {
                keepApart(RealPath.of(job.destination()), "the destination of the job " + job.name(), true);
            }
        }
    }

    private void requireDirectory(Path asked) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ConfigurationException(asked + " is not a directory. Choose another one for --to.");
        }
        var parent = directory.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new ConfigurationException(
                    asked + " cannot be made: there is no directory " + parent + ". Only the last directory is made.");
        }
    }

    private void keepApart(Path tree, String what, boolean alsoAround) {
        if (directory.startsWith(tree)) {
            throw new ConfigurationException(
                    "--to " + directory + " lies in " + what + ", " + tree + ". Choose a directory outside.");
        }
        if (alsoAround && written.keySet().stream().anyMatch(at -> tree.startsWith(at) && !isSource(at))) {
            throw new ConfigurationException(
                    "--to " + directory + " holds " + what + ", " + tree + ". Choose a directory that does not.");
        }
        kept.add(tree);
    }

    /** What is backed up is never deleted because another backup does not have it. */
    private void keep(Path tree) {
        if (!written.containsKey(tree)) {
            kept.add(tree);
        }
    }

    /** The real path. */
    Path directory() {
        return directory;
    }

    /** Whether it is the job's source. */
    boolean isSource() {
        return isSource(directory);
    }

    private boolean isSource(Path place) {
        return RealPath.of(place).equals(written.get(place));
    }

    /** Whether a path in it is never deleted: it belongs to Saddlebag, or is what a job backs up. */
    boolean keeps(Path path) {
        return kept.contains(directory.resolve(path));
    }
}
