package io.saddlebag.restore;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.archive.ArchiveReader;
import io.saddlebag.archive.Archives;
import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.StorePaths;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.SnapshotId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The archives that hold the contents of a snapshot. They are put into groups, so that those of one group can be open at the
 * same time in little memory; almost always there is one. What cannot be opened is told of with each content that it held.
 */
final class Holders implements Closeable {

    private static final int MOST_OPEN = 32;
    private static final long MOST_ENTRIES = 1_200_000;

    private final ChosenSnapshot snapshot;
    private final Map<SnapshotId, Integer> groups = new HashMap<>();
    private final Map<SnapshotId, Holder> open = new HashMap<>();
    private final Map<SnapshotId, Holder> broken = new TreeMap<>();
    private int lastGroup;
    private int members;
    private long entries;

    Holders(ChosenSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * An archive.
     *
     * @param reader null where it cannot be opened
     * @param failure why that is
     * @param affected the contents that were asked for in vain
     */
    private record Holder(
            @Nullable ArchiveReader reader, @Nullable IOException failure, LongAdder affected) {}

    /** Which group an archive is in, which may be a new one. */
    int group(SnapshotId id) {
        return groups.computeIfAbsent(id, this::newMember);
    }

    private int newMember(SnapshotId id) {
        long more = snapshot.all()
                .find(id)
                .map(header -> header.counts().storedFiles())
                .orElse(0L);
        if (members == MOST_OPEN || (members > 0 && entries + more > MOST_ENTRIES)) {
            lastGroup++;
            members = 0;
            entries = 0;
        }
        members++;
        entries += more;
        return lastGroup;
    }

    /** How many groups there are so far. */
    int groups() {
        return lastGroup + 1;
    }

    /** Whether the contents of an archive can be read in any order. */
    boolean isRandomAccess(SnapshotId id) {
        var reader = holder(id).reader;
        return reader == null || reader.isRandomAccess();
    }

    /**
     * Copies a content; see {@link ArchiveReader#read}.
     *
     * @throws LostException when the archive is missing
     */
    void read(ManifestEntry wanted, ArchiveReader.Target target) throws IOException {
        var holder = holder(Objects.requireNonNull(wanted.held()).in());
        if (holder.reader != null) {
            holder.reader.read(wanted, target);
            return;
        }
        holder.affected.increment();
        throw Objects.requireNonNull(holder.failure);
    }

    private synchronized Holder holder(SnapshotId id) {
        var known = open.get(id);
        if (known == null) {
            known = broken.getOrDefault(id, open(id));
            (known.reader == null ? broken : open).put(id, known);
        }
        return known;
    }

    private Holder open(SnapshotId id) {
        try {
            var format = format(id);
            if (format.isEmpty()) {
                return new Holder(null, new LostException("its content is lost: " + missing(id)), new LongAdder());
            }
            return new Holder(Archives.reader(snapshot.directory(), id, format.get()), null, new LongAdder());
        } catch (IOException e) {
            return new Holder(null, e, new LongAdder());
        }
    }

    private String missing(SnapshotId id) {
        var name = snapshot.all()
                .find(id)
                .map(header -> StorePaths.archive(header).toString())
                .orElse(id.toString());
        return DisplayPath.of(snapshot.directory()) + "/" + name + " is missing";
    }

    /** The format by the manifest, or where that is damaged by the archive that is there; empty where there is none. */
    private Optional<ArchiveFormat> format(SnapshotId id) throws DamagedException {
        var header = snapshot.all().find(id);
        if (header.isPresent()) {
            var format = Archives.format(header.get());
            return isThere(id, format) ? Optional.of(format) : Optional.empty();
        }
        return Arrays.stream(ArchiveFormat.values())
                .filter(format -> isThere(id, format))
                .findFirst();
    }

    private boolean isThere(SnapshotId id, ArchiveFormat format) {
        return Files.exists(snapshot.directory().resolve(StorePaths.archive(id, format)), LinkOption.NOFOLLOW_LINKS);
    }

    /** What could not be opened, and how many files that affects, in sentences. */
    synchronized List<String> complaints() {
        var complaints = new ArrayList<String>();
        broken.forEach((id, holder) -> complaints.add(holder.affected.sum()
                + (holder.affected.sum() == 1 ? " file has its content" : " files have their content") + " in snapshot "
                + id + ", whose archive " + (holder.failure instanceof LostException ? "is missing" : "cannot be read")
                + kindOf(id)));
        return complaints;
    }

    private String kindOf(SnapshotId id) {
        boolean own = id.equals(snapshot.header().id());
        return own ? "" : " (" + snapshot.header().id() + " builds on it)";
    }

    /** Closes what is open; it may be opened again. */
    @Override
    public synchronized void close() throws IOException {
        for (var holder : open.values()) {
            if (holder.reader != null) {
                holder.reader.close();
            }
        }
        open.clear();
    }
}
