package io.saddlebag;

import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The directory that a restore writes to, and what in it belongs to Saddlebag. Compares real paths. */
final class RestorePlace {

    private final Path directory;
    private final boolean source;
    private final Set<Path> kept = new HashSet<>();

    private RestorePlace(Path directory, MirrorSettings mirror) {
        this.directory = RealPath.of(directory);
        this.source = this.directory.equals(RealPath.of(mirror.source()));
        this.kept.addAll(mirror.excludedPaths());
    }

    /**
     * The place that was asked for.
     *
     * @throws ConfigurationException when a restore to it would harm backups, or it cannot be made
     */
    static RestorePlace of(Path directory, MirrorSettings mirror, Settings settings) {
        var place = new RestorePlace(directory, mirror);
        place.requireDirectory(directory);
        place.keepApart(RealPath.of(settings.home()), "saddlebag.home", false);
        for (var job : settings.jobs()) {
            var trees = job.trees();
            if (trees != null) {
                place.keep(RealPath.of(trees.source()));
            }
            if (job.snapshot() != null) {
                job.snapshot().sources().forEach(source -> place.keep(RealPath.of(source.path())));
            }
            if (job.destination() != null) {
                place.keepApart(RealPath.of(job.destination()), "the destination of the job " + job.name(), true);
            }
        }
        return place;
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
        if (alsoAround && tree.startsWith(directory) && !source) {
            throw new ConfigurationException(
                    "--to " + directory + " holds " + what + ", " + tree + ". Choose a directory that does not.");
        }
        kept.add(tree);
    }

    /** What is backed up is never deleted because another backup does not have it. */
    private void keep(Path tree) {
        if (!tree.equals(directory)) {
            kept.add(tree);
        }
    }

    /** The real path. */
    Path directory() {
        return directory;
    }

    /** Whether it is the job's source. */
    boolean isSource() {
        return source;
    }

    /** Whether a path in it is never deleted: it belongs to Saddlebag, or is what a job backs up. */
    boolean keeps(Path path) {
        return kept.contains(directory.resolve(path));
    }
}
