package io.saddlebag.snapshot;

import java.nio.file.Path;

/** The first name of a file that has several. */
final class LinkLeader {

    private final Path path;
    private int left;
    private State state = State.KEPT;

    LinkLeader(Path path, int left) {
        this.path = path;
        this.left = left;
    }

    /** What became of the file. */
    enum State {
        /** Another snapshot's archive has the content. */
        KEPT,
        /** It was given to this snapshot's archive. */
        STORED,
        /** The snapshot does not have it. */
        LOST
    }

    Path path() {
        return path;
    }

    State state() {
        return state;
    }

    void become(State other) {
        state = other;
    }

    /** One more name was met; whether that was the last. */
    boolean meet() {
        left--;
        return left <= 0;
    }
}
