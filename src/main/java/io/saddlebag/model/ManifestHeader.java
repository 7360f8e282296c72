package io.saddlebag.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a manifest: what there is to know of a snapshot as a whole.
 *
 * @param id the snapshot
 * @param sequence its place in the order in which the store's snapshots were taken; 1 for the first
 * @param base the snapshot this one builds on; null for a full
 * @param full the full that its chain begins with; its own id for a full
 * @param reason why it is of this kind, in words for an operator
 * @param sources the sources in the order of their names
 * @param filters what tells one choice of files from another, for comparison only
 * @param started when the run began
 * @param ended when the last entry was stored
 * @param counts how much it lists and holds
 * @param complete whether everything could be read
 * @param archive where the contents are
 * @param replaces the snapshots whose contents this one took over; none in version 1
 */
public record ManifestHeader(
        SnapshotId id,
        long sequence,
        @Nullable SnapshotId base,
        SnapshotId full,
        String reason,
        List<Source> sources,
        String filters,
        Instant started,
        Instant ended,
        Totals counts,
        boolean complete,
        Archive archive,
        List<SnapshotId> replaces) {

    /** The lists are copied. */
    public ManifestHeader {
        sources = List.copyOf(sources);
        replaces = List.copyOf(replaces);
    }

    /** The snapshot's kind. */
    public SnapshotKind kind() {
        return id.kind();
    }

    /**
     * A source as it is named in paths and where it was.
     *
     * @param name the first component of its entries' paths
     * @param location its directory at that time, for people
     */
    public record Source(String name, String location) {}

    /**
     * How much a snapshot lists and holds.
     *
     * @param entries lines after the header
     * @param files regular files among them
     * @param bytes the files' sizes together
     * @param storedFiles files whose contents are in its own archive
     * @param storedBytes their sizes together
     */
    public record Totals(long entries, long files, long bytes, long storedFiles, long storedBytes) {}

    /**
     * The archive beside the manifest.
     *
     * @param name of the file or directory
     * @param size in bytes; of a directory the sizes of its files together
     * @param sha256 of the file, in small hexadecimal digits; null for a directory, where each file has its own
     */
    public record Archive(String name, long size, @Nullable String sha256) {}
}
