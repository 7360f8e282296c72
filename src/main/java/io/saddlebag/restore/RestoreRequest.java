package io.saddlebag.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be restored, and how.
 *
 * @param paths relative to the source, each outside of the others; none for everything
 * @param overwrite what becomes of what is there already
 * @param delete whether what the backup does not have is deleted, inside the restored paths
 * @param hardLinks whether names of one file become names of one file
 * @param numericOwners whether owners are taken by their numbers, not by their names
 */
public record RestoreRequest(
        List<Path> paths, Overwrite overwrite, boolean delete, boolean hardLinks, boolean numericOwners) {

    /** A request that makes each name a file of its own. */
    public RestoreRequest(List<Path> paths, Overwrite overwrite, boolean delete) {
        this(paths, overwrite, delete, false, false);
    }

    /** The same with or without hard links. */
    public RestoreRequest withHardLinks(boolean linked) {
        return new RestoreRequest(paths, overwrite, delete, linked, numericOwners);
    }

    /** The same with owners by their numbers or by their names. */
    public RestoreRequest withNumericOwners(boolean numeric) {
        return new RestoreRequest(paths, overwrite, delete, hardLinks, numeric);
    }

    /** The same for other paths. */
    public RestoreRequest withPaths(List<Path> other) {
        return new RestoreRequest(other, overwrite, delete, hardLinks, numericOwners);
    }

    /** Drops paths that another one holds. */
    public RestoreRequest {
        paths = withoutCovered(paths);
    }

    private static List<Path> withoutCovered(List<Path> wanted) {
        var paths = new ArrayList<Path>();
        for (var path : wanted.stream().map(Path::normalize).sorted().distinct().toList()) {
            if (path.toString().isEmpty()) {
                return List.of();
            }
            if (wanted.stream()
                    .map(Path::normalize)
                    .noneMatch(other -> path.startsWith(other) && !path.equals(other))) {
                paths.add(path);
            }
        }
        return List.copyOf(paths);
    }
}
