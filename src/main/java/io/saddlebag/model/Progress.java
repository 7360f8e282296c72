package io.saddlebag.model;

/** Hears of a run's progress, from several threads at once. */
public interface Progress {

    /** Hears nothing. */
    Progress NONE = new Progress() {};

    /** The run has begun; the catalog knows this many files of the job (0 on a first run). */
    default void began(long knownFiles) {}

    /** A path was looked at and needs nothing. */
    default void unchanged(long paths) {}

    /** A path was verified, for which so many content bytes were compared. */
    default void verified(long bytes) {}

    /** A change was carried out, or found by a dry run. */
    default void done(Change change, long bytes) {}

    /** A change could not be carried; the reason is for people. */
    default void failed(Change change, String reason) {}

    /** A finding was recorded. */
    default void found(Finding finding) {}

    /** Hears what this one does, and tells another one. */
    default Progress and(Progress other) {
        return new ProgressOfTwo(this, other);
    }
}
