package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;

import io.saddlebag.model.ManifestEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of files whose content is to be found at another path of the manifest, which is read once more for that; for so many names
 * at a time that memory suffices.
 */
final class LooseNames {

    private static final int MOST = 20_000;

    private final ChosenSnapshot snapshot;
    private final RestoreParts parts;
    private final Map<Path, List<ManifestEntry>> names = new HashMap<>();
    private int count;

    LooseNames(ChosenSnapshot snapshot, RestoreParts parts) {
        this.snapshot = snapshot;
        this.parts = parts;
    }

    /** Takes a name. */
    void add(ManifestEntry name, Path first) throws IOException {
        names.computeIfAbsent(first, unknown -> new ArrayList<>()).add(name);
        if (++count >= MOST) {
            restore();
        }
    }

    /** Restores what is left. */
    void restore() throws IOException {
        for (int group = 0; !names.isEmpty() && group < parts.holders().groups(); group++) {
            parts.holders().close();
            read(group);
        }
        names.forEach((first, those) -> those.forEach(name -> parts.found(
                DAMAGED, name.path(), "the manifest says that its content is that of " + first + ", and has no such")));
        names.clear();
        count = 0;
    }

    private void read(int group) throws IOException {
        try (var manifest = snapshot.store().manifest(snapshot.header().id())) {
            for (var entry = manifest.next();
                    entry != null && !names.isEmpty() && !parts.walk().halt().isDue();
                    entry = manifest.next()) {
                var held = entry.held();
                if (held != null && parts.holders().group(held.in()) == group && names.containsKey(entry.path())) {
                    restore(entry, names.remove(entry.path()));
                }
            }
        }
    }

    /** The first of the names gets the content, the others become names of it. */
    private void restore(ManifestEntry content, List<ManifestEntry> those) {
        var first = those.get(0).path();
        for (var name : those) {
            try {
                var present = parts.target().stat(name.path());
                var original = parts.originals().of(name, content);
                boolean free = present == null || (!present.isDirectory() && parts.setsDirectories());
                if (free && !name.path().equals(first) && NamesPass.isRestored(parts, name, first)) {
                    NamesPass.link(parts, original, first, present);
                } else {
                    parts.placing().place(new RestoredDirectory(original, null, false), original, present);
                }
            } catch (IOException e) {
                parts.writer().blame(name.path(), e);
            }
        }
    }
}
