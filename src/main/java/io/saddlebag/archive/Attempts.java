package io.saddlebag.archive;

import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.SourceException;

/** The attempts to read a file that may change meanwhile, and what is to be made of each. */
final class Attempts {

    private static final int MOST = 3;

    private ManifestEntry before;
    private int made;
    private boolean onlyGrew = true;

    /** None so far of a file that was looked at. */
    Attempts(ManifestEntry before) {
        this.before = before;
    }

    /** What an attempt was worth. */
    enum Verdict {
        /** The file is what it was: the last look says what was read. */
        WHOLE,
        /** It grew each time: the look before says what was read. */
        FIRST_PART,
        /** It is to be read again. */
        AGAIN
    }

    /** The file as it was when the attempt began; so many bytes are to be read. */
    ManifestEntry before() {
        return before;
    }

    /**
     * Judges an attempt.
     *
     * @param after the file after it was read
     * @throws SourceException when it kept changing
     */
    Verdict judge(long copied, ManifestEntry after) throws SourceException {
        made++;
        if (after.version().equals(before.version()) && copied == before.size()) {
            return Verdict.WHOLE;
        }
        onlyGrew &= grew(before.version(), after.version(), copied);
        if (made == MOST) {
            return firstPart();
        }
        before = after;
        return Verdict.AGAIN;
    }

    private static boolean grew(FileVersion before, FileVersion after, long copied) {
        return copied == before.size() && after.size() > before.size() && after.inode() == before.inode();
    }

    private Verdict firstPart() throws SourceException {
        if (onlyGrew) {
            return Verdict.FIRST_PART;
        }
        throw SourceException.changed(
                before.path(), "changed each of the " + MOST + " times it was read; it is taken again");
    }
}
