package io.saddlebag.alert;

import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.SnapshotKind;
import java.util.List;

/**
 * What a snapshot takes in its store.
 *
 * @param kind its kind
 * @param bytes stored bytes
 * @param before those of the last snapshots of the same kind of the job before it, five at most, in any order
 */
public record StoredSize(SnapshotKind kind, long bytes, List<Long> before) {

    private static final int ENOUGH = 3;

    /** Differences below this are nothing to tell of. */
    private static final long LEAST = 1 << 20;

    /** The list is copied. */
    public StoredSize {
        before = List.copyOf(before);
    }

    /** Whether the size is more than so many percent off the median of those before, of which there are enough. */
    boolean isUnusual(int percent) {
        if (percent == 0 || before.size() < ENOUGH) {
            return false;
        }
        long difference = Math.abs(bytes - median());
        return difference >= LEAST && difference * 100.0 > (double) median() * percent;
    }

    /** Of an even number the mean of both in the middle. */
    long median() {
        var sorted = before.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1) + (sorted.get(middle) - sorted.get(middle - 1)) / 2;
    }

    /** In words, one line. */
    String text() {
        return "The " + kind.text() + " snapshot takes " + DisplayBytes.of(bytes)
                + " in the store; the median of the last " + before.size() + " of its kind is "
                + DisplayBytes.of(median()) + ".";
    }
}
