package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.LOST;
import static io.saddlebag.model.Finding.Severity.NOTE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a mirror has of a path by what the source has and by the state that was recorded when it was delivered. What
 * the source changed since then is only not yet carried; what differs though the source did not change is damage.
 *
 * @param knowing whether a catalog knows what was delivered; if not, both sides are compared with each other only
 */
record Judgement(boolean knowing) {

    /** A path of the source that the mirror does not have. */
    Finding ofMissing(Entry source, @Nullable FileState state) {
        if (state == null && knowing) {
            return notYetCarried(source);
        }
        return finding(
                LOST, source, "is missing at the destination" + (knowing ? "" : "; no catalog tells since when"));
    }

    /** A path of the mirror that the source does not have. */
    Finding ofStranger(Entry mirror, @Nullable FileState state) {
        return finding(
                NOTE,
                mirror,
                state == null
                        ? "is not in the source; the next backup deletes it"
                        : "was deleted in the source; the next backup deletes it at the destination");
    }

    /** Two directories, whatever they hold; null when the mirror's is right. */
    @Nullable
    Finding ofDirectories(Entry source, @Nullable FileState state, Entry mirror) {
        if (!mirror.isDirectory()) {
            return state == null ? notYetCarried(source) : otherType(source, mirror);
        }
        return state == null ? null : ofAttributes(source, state, mirror);
    }

    /** Two files or links by type, size, time and attributes; null when the mirror's is right by these. */
    @Nullable
    Finding ofVersions(Entry source, @Nullable FileState state, Entry mirror) {
        if (state == null) {
            return ofUnknown(source, mirror);
        }
        if (changedSince(source, state.source())) {
            return isSame(source, mirror) ? null : notYetCarried(source);
        }
        if (mirror.type() != state.destination().type()) {
            return otherType(source, mirror);
        }
        if (mirror.type() == FileType.FILE && !isSame(state.destination(), mirror) && !isSame(source, mirror)) {
            return otherVersion(source, state.destination().version(), mirror.version());
        }
        return ofAttributes(source, state, mirror);
    }

    private @Nullable Finding ofUnknown(Entry source, Entry mirror) {
        boolean sameTime = Times.couldBeSame(source.version(), mirror.version());
        boolean sameSize = source.version().size() == mirror.version().size();
        if (source.type() == mirror.type() && ((sameTime && sameSize) || source.type() == FileType.LINK)) {
            return null;
        }
        if (!knowing && sameTime && source.type() == mirror.type()) {
            return otherVersion(source, source.version(), mirror.version());
        }
        return notYetCarried(source);
    }

    private static boolean changedSince(Entry source, Entry delivered) {
        return source.type() != delivered.type() || !source.version().sameSizeAndTime(delivered.version());
    }

    private static boolean isSame(Entry one, Entry other) {
        return one.type() == other.type() && one.version().sameSizeAndTime(other.version());
    }

    private static @Nullable Finding ofAttributes(Entry source, FileState state, Entry mirror) {
        return source.sameAttributes(state.source()) && !mirror.sameAttributes(state.destination())
                ? finding(DAMAGED, source, "has another mode or owner at the destination than was delivered")
                : null;
    }

    private static Finding otherVersion(Entry source, FileVersion delivered, FileVersion present) {
        return finding(
                DAMAGED,
                source,
                delivered.size() == present.size()
                        ? "was modified at the destination; the next backup carries it again"
                        : "has " + present.size() + " bytes at the destination, not " + delivered.size()
                                + "; the next backup carries it again");
    }

    private static Finding otherType(Entry source, Entry mirror) {
        return finding(
                DAMAGED,
                source,
                "is a " + word(mirror.type()) + " at the destination, not a " + word(source.type())
                        + "; the next backup carries it again");
    }

    private static String word(FileType type) {
        return type == FileType.OTHER ? "FIFO, socket or device" : type.name().toLowerCase(Locale.ROOT);
    }

    /** Two files or links that differ though their versions do not tell. */
    Finding ofContents(Entry source, @Nullable FileState state, Entry mirror) {
        if (state == null) {
            return finding(DAMAGED, source, "has another content at the destination, with the same size and time");
        }
        if (!mirror.version().equals(state.destination().version())) {
            return finding(DAMAGED, source, "has another content at the destination; the next backup carries it again");
        }
        return !source.version().equals(state.source().version())
                ? notYetCarried(source)
                : finding(
                        DAMAGED,
                        source,
                        "has another content at the destination, though neither side was written to since it was"
                                + " delivered: a disk fails. Look at both; if the source is right, delete the copy and"
                                + " run the job");
    }

    private static Finding notYetCarried(Entry source) {
        return finding(NOTE, source, "not yet carried: it is new or changed in the source");
    }

    private static Finding finding(Severity severity, Entry entry, String message) {
        return new Finding(severity, entry.path(), message);
    }
}
