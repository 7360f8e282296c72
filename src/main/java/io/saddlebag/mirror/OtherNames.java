package io.saddlebag.mirror;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files with several names of which a sweep of a scope found one changed: the system tells of a change only in the directory
 * by whose name the file was opened, so the directories of its other names are to be swept as well.
 */
final class OtherNames {

    private final SweepParts parts;
    private final Set<Path> swept = new HashSet<>();
    private List<Entry> changed = new ArrayList<>();

    OtherNames(SweepParts parts) {
        this.parts = parts;
    }

    /** A file needs something at the destination. */
    void found(Entry entry, Need need) {
        boolean concerns = need == Need.WHOLE || need == Need.CONTENT || need == Need.ATTRIBUTES;
        if (entry.links() > 1 && concerns) {
            add(entry);
        }
    }

    /** A name is new: by it the content may have been changed since, of which the system tells nothing elsewhere. */
    void appeared(Entry entry) {
        if (entry.links() > 1) {
            add(entry);
        }
    }

    private synchronized void add(Entry entry) {
        changed.add(entry);
    }

    /** The directories to sweep for those that were found since, each once. */
    synchronized Scope take() {
        if (changed.isEmpty()) {
            return Scope.NOTHING;
        }
        var directories = new ArrayList<DirtyDirectory>();
        for (var path : parts.target().directoriesWithNamesOf(changed)) {
            if (swept.add(path)) {
                directories.add(new DirtyDirectory(path, false));
            }
        }
        changed = new ArrayList<>();
        return Scope.of(directories);
    }
}
