package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a directory's journal: what a name in it was until a sweep changed it.
 *
 * @param time the sweep's moment
 * @param name the name; empty for the directory itself
 * @param was what it was
 * @param version for a content: which version has it
 * @param attributes for attributes: which
 */
record JournalLine(
        Instant time,
        Path name,
        Was was,
        @Nullable VersionName version,
        @Nullable Attributes attributes) {

    /** The directory itself. */
    static final Path SELF = Path.of("");

    /** What something was. */
    enum Was {
        /** There was nothing. */
        ABSENT,
        /** A directory. */
        DIRECTORY,
        /** A file or link. The line is void where that version does not exist: it was not moved after all. */
        CONTENT,
        /** What comes later, but with other attributes. */
        ATTRIBUTES,
        /** Not known any more; for the directory itself: nor is what any name was that has no line of its own. */
        EXPIRED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a change of attributes changes. */
    record Attributes(int mode, long modified, int uid, int gid, ExtendedAttributes extended) {

        static Attributes of(Entry entry, ExtendedAttributes extended) {
            return new Attributes(entry.mode(), entry.version().modified(), entry.uid(), entry.gid(), extended);
        }

        /** An entry with these instead of its own. */
        Entry of(Entry entry) {
            var version = entry.version();
            return new Entry(
                    entry.path(),
                    entry.type(),
                    new FileVersion(version.size(), modified, version.inode(), version.changed()),
                    mode,
                    uid,
                    gid,
                    entry.device(),
                    entry.links());
        }
    }

    static JournalLine absent(Instant time, Path name) {
        return new JournalLine(time, name, Was.ABSENT, null, null);
    }

    static JournalLine directory(Instant time, Path name) {
        return new JournalLine(time, name, Was.DIRECTORY, null, null);
    }

    static JournalLine content(Instant time, Path name, VersionName version) {
        return new JournalLine(time, name, Was.CONTENT, version, null);
    }

    static JournalLine attributes(Instant time, Path name, Attributes attributes) {
        return new JournalLine(time, name, Was.ATTRIBUTES, null, attributes);
    }

    static JournalLine expired(Instant time, Path name) {
        return new JournalLine(time, name, Was.EXPIRED, null, null);
    }
}
