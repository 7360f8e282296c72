package io.saddlebag.retention;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as far as a retention policy looks at it.
 *
 * @param id its name; no two have the same
 * @param sequence its place in the order in which they were taken
 * @param started when its run began
 * @param base the snapshot it needs, with all that one needs; null when it needs none
 * @param complete whether everything could be read
 */
public record Candidate(
        SnapshotId id,
        long sequence,
        Instant started,
        @Nullable SnapshotId base,
        boolean complete) {

    /** The order in which they were taken; the clock has no say in it. */
    static final Comparator<Candidate> ORDER =
            Comparator.comparingLong(Candidate::sequence).thenComparing(Candidate::id);

    /** The snapshot of a manifest. */
    public static Candidate of(ManifestHeader header) {
        return new Candidate(header.id(), header.sequence(), header.started(), header.base(), header.complete());
    }

    /** The snapshot's kind. */
    public SnapshotKind kind() {
        return id.kind();
    }
}
