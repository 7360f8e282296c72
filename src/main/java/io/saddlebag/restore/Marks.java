package io.saddlebag.restore;

import java.util.BitSet;

/** What passes over a manifest tell each other of its directories, by their places in it: a bit for each entry. */
final class Marks {

    private final BitSet made = new BitSet();
    private final BitSet refused = new BitSet();
    private final BitSet late = new BitSet();

    /** It was made by this restore. */
    void made(OpenDirectory directory) {
        made.set(directory.number());
    }

    boolean isMade(OpenDirectory directory) {
        return made.get(directory.number());
    }

    /** Something else stands there, or it could not be made. */
    void refused(OpenDirectory directory) {
        refused.set(directory.number());
    }

    boolean isRefused(OpenDirectory directory) {
        return refused.get(directory.number());
    }

    /** Something is to be written or deleted below it in a later pass, so it gets its attributes after that. */
    void late(OpenDirectory directory) {
        var at = directory;
        for (var parent = at.parent(); parent != null && !at.isLate(); parent = at.parent()) {
            at.putOff();
            late.set(at.number());
            at = parent;
        }
    }

    boolean isLate(OpenDirectory directory) {
        return late.get(directory.number());
    }

    boolean hasLate() {
        return !late.isEmpty();
    }
}
