package io.saddlebag.model;

/** Tells a full sweep that is under way which directories became dirty meanwhile. Called from several threads. */
public interface Hints {

    /** Tells nothing. */
    Hints NONE = new Hints() {
        @Override
        public Scope take() {
            return Scope.NOTHING;
        }

        @Override
        public void putBack(Scope scope) {}
    };

    /** Takes what is due; the sweep that took it serves it or puts it back. */
    Scope take();

    /** Puts back what was taken and not served. */
    void putBack(Scope scope);
}
