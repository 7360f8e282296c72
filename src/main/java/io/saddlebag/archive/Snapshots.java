package io.saddlebag.archive;

import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of a store as they were when it was looked through.
 *
 * @param headers those whose header can be read, in the order in which they were taken
 * @param damaged the others
 */
public record Snapshots(List<ManifestHeader> headers, List<Damaged> damaged) {

    /** Puts the headers in order. */
    public Snapshots {
        headers = headers.stream()
                .sorted(Comparator.comparingLong(ManifestHeader::sequence).thenComparing(ManifestHeader::id))
                .toList();
        damaged = List.copyOf(damaged);
    }

    /**
     * A snapshot whose manifest is there and says nothing.
     *
     * @param message what is wrong with it
     */
    public record Damaged(SnapshotId id, String message) {}

    /** The last one that was taken. */
    public Optional<ManifestHeader> latest() {
        return headers.isEmpty() ? Optional.empty() : Optional.of(headers.get(headers.size() - 1));
    }

    /** The last full that was taken. */
    public Optional<ManifestHeader> latestFull() {
        return headers.stream()
                .filter(header -> header.id().equals(header.full()))
                .reduce((earlier, later) -> later);
    }

    /** The last one that was begun not after a time, to the second, as ids tell it. */
    public Optional<ManifestHeader> at(Instant time) {
        return headers.stream()
                .filter(header ->
                        !header.started().truncatedTo(ChronoUnit.SECONDS).isAfter(time))
                .reduce((earlier, later) -> later);
    }

    /** The one of an id. */
    public Optional<ManifestHeader> find(SnapshotId id) {
        return headers.stream().filter(header -> header.id().equals(id)).findFirst();
    }

    /** These, one of which is damaged though its header can be read. */
    public Snapshots without(ManifestHeader header, String message) {
        var others = headers.stream().filter(other -> !other.equals(header)).toList();
        var more = new ArrayList<>(damaged);
        more.add(new Damaged(header.id(), message));
        return new Snapshots(others, more);
    }

    /**
     * What is needed to restore a snapshot: itself, its base, the base's base and so on. Where one is missing or cannot be
     * read the chain ends before it; {@link #missing} tells which.
     */
    public List<ManifestHeader> chain(ManifestHeader header) {
        var chain = new ArrayList<ManifestHeader>();
        var next = Optional.of(header);
        while (next.isPresent() && !chain.contains(next.get())) {
            var link = next.get();
            chain.add(link);
            next = Optional.ofNullable(link.base()).flatMap(this::find);
        }
        return chain;
    }

    /** The base that a snapshot's chain lacks; empty when the chain is whole. */
    public Optional<SnapshotId> missing(ManifestHeader header) {
        var chain = chain(header);
        return Optional.ofNullable(chain.get(chain.size() - 1).base());
    }

    /** The bytes of the archives of those whose header can be read. */
    public long stored() {
        return headers.stream().mapToLong(header -> header.archive().size()).sum();
    }

    /** The place of the next snapshot. */
    public long nextSequence() {
        return latest().map(ManifestHeader::sequence).orElse(0L) + damaged.size() + 1;
    }
}
