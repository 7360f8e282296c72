package io.saddlebag.snapshot;

import io.saddlebag.archive.Snapshots;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotKind;

/**
 * The least that a snapshot is going to take in the store. How far contents can be compressed is only known afterwards: they are
 * expected to be compressed like those of the last snapshot of the kind, a fifth better at most; without such a one, to a twentieth.
 * So nothing is refused that could fit, but for contents of quite another sort.
 *
 * @param least in bytes
 * @param words why so many
 */
record Fit(long least, String words) {

    private static final double MARGIN = 0.8;
    private static final double UNKNOWN = 0.05;

    /** A few bytes say nothing: more of them are names than contents. */
    private static final long TELLING = 100_000;

    /** Of contents of so many bytes. */
    static Fit of(long bytes, SnapshotKind kind, Snapshots snapshots) {
        var read = DisplayBytes.of(bytes) + " have to be stored";
        var last = snapshots.headers().stream()
                .filter(header -> header.kind() == kind && header.counts().storedBytes() >= TELLING)
                .reduce((earlier, later) -> later);
        long least = (long) (bytes * last.map(Fit::ratio).orElse(UNKNOWN));
        var like = last.map(header -> ", if they are compressed like those of " + header.id())
                .orElse("");
        return new Fit(least, read + ", which take at least " + DisplayBytes.of(least) + like);
    }

    private static double ratio(ManifestHeader header) {
        double ratio = (double) header.archive().size() / header.counts().storedBytes();
        return Math.min(1, ratio) * MARGIN;
    }
}
