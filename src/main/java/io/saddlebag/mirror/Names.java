package io.saddlebag.mirror;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which names are the same at a destination: on FAT, NTFS, SMB and the like, those that differ only in case. */
enum Names {
    /** Every name is one of its own. */
    EXACT,
    /** Case, and how letters are composed, tell no names apart. */
    FOLDED;

    /** Equal for paths that are the same there. */
    Path key(Path path) {
        return switch (this) {
            case EXACT -> path;
            case FOLDED ->
                Path.of(Normalizer.normalize(path.toString(), Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT));
        };
    }

    /** A map by {@link #key}. */
    <V> Map<Path, V> keyed(Map<Path, V> byPath) {
        return switch (this) {
            case EXACT -> byPath;
            case FOLDED -> {
                var keyed = new HashMap<Path, V>();
                byPath.forEach((path, value) -> keyed.put(key(path), value));
                yield keyed;
            }
        };
    }
}
