package io.saddlebag.model;

/** Passes on what it hears to two, in this order. */
record ProgressOfTwo(Progress first, Progress second) implements Progress {

    @Override
    public void began(long knownFiles) {
        first.began(knownFiles);
        second.began(knownFiles);
    }

    @Override
    public void unchanged(long paths) {
        first.unchanged(paths);
        second.unchanged(paths);
    }

    @Override
    public void verified(long bytes) {
        first.verified(bytes);
        second.verified(bytes);
    }

    @Override
    public void done(Change change, long bytes) {
        first.done(change, bytes);
        second.done(change, bytes);
    }

    @Override
    public void failed(Change change, String reason) {
        first.failed(change, reason);
        second.failed(change, reason);
    }

    @Override
    public void found(Finding finding) {
        first.found(finding);
        second.found(finding);
    }
}
