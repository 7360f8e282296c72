package io.saddlebag;

import io.saddlebag.mirror.After;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.snapshot.SnapshotSettings;
import io.saddlebag.tree.Filters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The guard against trees that lie in each other's way: a destination in its own source, two jobs on one destination,
 * Saddlebag's own files in a destination. Compares real paths.
 */
final class Overlaps {

    private final Path home;
    private final BinaryOperator<String> exclusion;
    private final BiConsumer<String, String> problems;

    private Overlaps(Path home, BinaryOperator<String> exclusion, BiConsumer<String, String> problems) {
        this.home = RealPath.of(home);
        this.exclusion = exclusion;
        this.problems = problems;
    }

    /**
     * Checks all jobs with each other, and excludes from their sources what must not be carried.
     *
     * @param exclusion job and pattern to how an operator excludes it
     * @param problems told job and the rest of a sentence that begins with the job's destination
     */
    static List<JobSettings> resolve(
            List<JobSettings> jobs, Path home, BinaryOperator<String> exclusion, BiConsumer<String, String> problems) {
        var overlaps = new Overlaps(home, exclusion, problems);
        var resolved = new ArrayList<JobSettings>();
        for (int i = 0; i < jobs.size(); i++) {
            resolved.add(overlaps.resolve(jobs.get(i)));
            overlaps.compare(jobs.get(i), jobs.subList(0, i));
        }
        return List.copyOf(resolved);
    }

    private JobSettings resolve(JobSettings job) {
        var snapshot = job.snapshot();
        return snapshot == null ? resolveTrees(job) : job.withSnapshot(resolve(snapshot));
    }

    /** Each source as if it were a mirror's of its own. */
    private SnapshotSettings resolve(SnapshotSettings snapshot) {
        var destination = RealPath.of(snapshot.destination());
        var choice = snapshot.choice();
        var resolved = new ArrayList<SnapshotSettings.Source>();
        for (var source : snapshot.sources()) {
            var mirror = MirrorSettings.of(snapshot.job(), source.path(), snapshot.destination())
                    .withFilters(choice.include(), choice.exclude(), false);
            var excluded = new LinkedHashSet<Path>();
            var real = RealPath.of(source.path());
            check(mirror, real, destination, true);
            exclude(home, real, mirror, excluded);
            exclude(destination, real, mirror, excluded);
            resolved.add(source.without(List.copyOf(excluded)));
        }
        return snapshot.withSources(resolved);
    }

    private JobSettings resolveTrees(JobSettings job) {
        var mirror = job.trees();
        if (mirror == null) {
            return job;
        }
        var excluded = new LinkedHashSet<Path>();
        var source = RealPath.of(mirror.source());
        exclude(home, source, mirror, excluded);
        if (mirror.destination() != null) {
            var destination = RealPath.of(mirror.destination());
            check(mirror, source, destination, job.collect() != null);
            exclude(destination, source, mirror, excluded);
        }
        if (job.collect() != null && job.collect().after() instanceof After.Move move) {
            var directory = RealPath.of(move.directory());
            checkMove(mirror, move.directory(), source, directory);
            exclude(directory, source, mirror, excluded);
        }
        return job.withTrees(mirror.withExcludedPaths(List.copyOf(excluded)));
    }

    private void checkMove(MirrorSettings mirror, Path written, Path source, Path directory) {
        var destination = mirror.destination() == null ? null : RealPath.of(mirror.destination());
        if (source.startsWith(directory)
                || (destination != null && (destination.startsWith(directory) || directory.startsWith(destination)))) {
            problems.accept(
                    mirror.job(),
                    "and job." + mirror.job() + ".after = move:" + written
                            + " do not go together: files cannot be moved to the source, to the destination, or to a"
                            + " directory that holds or lies in it. Choose a directory of its own.");
        }
    }

    private void check(MirrorSettings mirror, Path source, Path destination, boolean collects) {
        if (destination.equals(source)) {
            problems.accept(
                    mirror.job(),
                    "= " + mirror.destination() + " is the source itself, " + source + ". Choose another directory.");
        } else if (destination.startsWith(source)) {
            checkExcluded(mirror, source.relativize(destination));
        } else if (source.startsWith(destination)) {
            problems.accept(
                    mirror.job(),
                    "= " + mirror.destination() + " holds the source " + source
                            + (collects ? "." : ", and everything else in it would be deleted.")
                            + " Choose a directory beside the source.");
        }
        if (home.startsWith(destination)) {
            problems.accept(
                    mirror.job(),
                    "= " + mirror.destination() + " holds saddlebag.home = " + home
                            + (collects ? "." : ", which would be deleted.") + " Move one of the two.");
        }
    }

    private void checkExcluded(MirrorSettings mirror, Path relative) {
        if (!excludes(mirror, relative)) {
            problems.accept(
                    mirror.job(),
                    "= " + mirror.destination()
                            + " lies inside the source and would be copied into itself. Choose a directory outside, or exclude it: "
                            + exclusion.apply(mirror.job(), "/" + relative + "/") + ".");
        }
    }

    private static boolean excludes(MirrorSettings mirror, Path relative) {
        var filters = Filters.of(mirror.include(), mirror.exclude());
        for (var path = relative; path != null; path = path.getParent()) {
            if (filters.excludes(path, true)) {
                return true;
            }
        }
        return false;
    }

    private static void exclude(Path tree, Path source, MirrorSettings mirror, Set<Path> excluded) {
        if (tree.startsWith(source) && !tree.equals(source)) {
            excluded.add(tree);
            excluded.add(mirror.source().resolve(source.relativize(tree)));
        }
    }

    private void compare(JobSettings job, List<JobSettings> others) {
        var mine = destination(job);
        for (var other : others) {
            var theirs = destination(other);
            if (mine != null && theirs != null && (mine.startsWith(theirs) || theirs.startsWith(mine))) {
                problems.accept(
                        job.name(),
                        "= " + mine + " overlaps with the destination " + theirs + " of the job " + other.name()
                                + ": each would delete or replace the other's files. Give each job a directory of its own.");
            }
        }
    }

    private static @Nullable Path destination(JobSettings job) {
        var destination = job.destination();
        return destination == null ? null : RealPath.of(destination);
    }
}
