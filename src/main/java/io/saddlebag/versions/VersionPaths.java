package io.saddlebag.versions;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names below {@code .saddlebag-versions}, all of them. There each directory of the mirror has a directory at its own path;
 * in it are {@code .journal} and {@code .versions}, which has a directory for each name with versions. So no name gets longer but
 * those of directories that are called like one of these: they have a {@code ~} more.
 */
public final class VersionPaths {

    /** What a mirror keeps of the past: never delivered to, counted, compared or restored as part of it. */
    public static final Path ROOT = Path.of(".saddlebag-versions");

    static final Path STATE = ROOT.resolve(".state");

    private static final String JOURNAL = ".journal";
    private static final String VERSIONS = ".versions";
    private static final Pattern OWN = Pattern.compile("\\.(?:journal|versions|state)~*");

    private VersionPaths() {}

    /** Where what is kept of a directory's entries is. */
    static Path of(Path directory) {
        var path = ROOT;
        for (var name : directory) {
            path = name.toString().isEmpty() ? path : path.resolve(escaped(name));
        }
        return path;
    }

    private static Path escaped(Path name) {
        return isOwn(name) ? Path.of(name + "~") : name;
    }

    private static boolean isOwn(Path name) {
        return OWN.matcher(name.toString()).matches();
    }

    /** The directory's name in the mirror; null for a name that belongs to no directory. */
    static @Nullable Path directoryName(Path kept) {
        var name = kept.getFileName();
        if (!isOwn(name)) {
            return name;
        }
        var text = name.toString();
        return text.endsWith("~") ? Path.of(text.substring(0, text.length() - 1)) : null;
    }

    static Path journal(Path directory) {
        return of(directory).resolve(JOURNAL);
    }

    /** The directory of the directories of versions. */
    static Path holders(Path directory) {
        return of(directory).resolve(VERSIONS);
    }

    /** The directory of a file's versions. */
    static Path holder(Path file) {
        return holders(parent(file)).resolve(file.getFileName());
    }

    static Path parent(Path path) {
        return path.getParent() == null ? Path.of("") : path.getParent();
    }

    /** Whether a path of the mirror is taken by what it keeps. */
    public static boolean isReserved(Path path) {
        return path.startsWith(ROOT);
    }
}
