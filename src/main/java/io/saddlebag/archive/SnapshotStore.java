package io.saddlebag.archive;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.TemporaryName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A destination that holds snapshots, each a directory named by its id. A snapshot exists when its manifest does; what has
 * no such name is none of the store's business. Reading it needs nothing but the destination.
 */
public final class SnapshotStore {

    private static final int LARGEST_STORE_FILE = 1 << 20;

    private final Destination destination;
    private final StoreFile file;

    SnapshotStore(Destination destination, StoreFile file) {
        this.destination = destination;
        this.file = file;
    }

    /**
     * The store at a destination; empty where the destination is missing or is no store.
     *
     * @throws SaddlebagException when a newer version of Saddlebag made it
     */
    public static Optional<SnapshotStore> find(Destination destination) throws IOException {
        var root = destination.stat(StorePaths.ROOT);
        if (root == null || !root.isDirectory() || destination.stat(StorePaths.STORE_FILE) == null) {
            return Optional.empty();
        }
        try (var input = destination.read(StorePaths.STORE_FILE)) {
            var name = destination.name() + "/" + StorePaths.STORE_FILE;
            return Optional.of(new SnapshotStore(destination, StoreFile.read(name, input)));
        }
    }

    /**
     * The store at a destination.
     *
     * @throws SaddlebagException as {@link Outcome#NOT_FOUND} where there is none, or when a newer version of Saddlebag made it
     */
    public static SnapshotStore open(Destination destination) throws IOException {
        return find(destination)
                .orElseThrow(() -> new SaddlebagException(
                        Outcome.NOT_FOUND,
                        destination.name() + " holds no snapshots: there is no " + StorePaths.STORE_FILE
                                + ". Is it unmounted?"));
    }

    /**
     * The store at a destination, whatever became of its file, which no snapshot needs; empty where there is neither the file nor a
     * snapshot.
     *
     * @throws SaddlebagException when a newer version of Saddlebag made it
     */
    public static Optional<SnapshotStore> findSnapshots(Destination destination) throws IOException {
        var root = destination.stat(StorePaths.ROOT);
        if (root == null || !root.isDirectory()) {
            return Optional.empty();
        }
        var unread = unread(destination);
        try {
            var store = find(destination);
            return store.isPresent() || unread.ids().isEmpty() ? store : Optional.of(unread);
        } catch (IOException e) {
            return Optional.of(unread);
        }
    }

    /**
     * Reads the store's file anew and compares it with what was written, to the last bit.
     *
     * @throws DamagedException when it is not what was written
     */
    public static void requireStoreFile(Destination destination) throws IOException {
        var name = destination.name() + "/" + StorePaths.STORE_FILE;
        try (var input = destination.read(StorePaths.STORE_FILE)) {
            var bytes = input.readNBytes(LARGEST_STORE_FILE);
            if (!Arrays.equals(
                    bytes, StoreFile.read(name, new ByteArrayInputStream(bytes)).bytes())) {
                throw new DamagedException(name, "was changed after it was written", null);
            }
        }
    }

    /** The store at a destination, whatever its file says of it. */
    public static SnapshotStore unread(Destination destination) {
        return new SnapshotStore(destination, new StoreFile("", Instant.EPOCH));
    }

    /** Where it is. */
    public Destination destination() {
        return destination;
    }

    /** The job that takes its snapshots. */
    public String job() {
        return file.job();
    }

    /** When it was made. */
    public Instant created() {
        return file.created();
    }

    /**
     * Looks through it.
     *
     * @throws SaddlebagException when a newer version of Saddlebag wrote one of the manifests
     */
    public Snapshots snapshots() throws IOException {
        var headers = new ArrayList<ManifestHeader>();
        var damaged = new ArrayList<Snapshots.Damaged>();
        for (var id : ids()) {
            try (var manifest = manifest(id)) {
                headers.add(manifest.header());
            } catch (DamagedException e) {
                damaged.add(new Snapshots.Damaged(id, String.valueOf(e.getMessage())));
            }
        }
        return new Snapshots(headers, damaged);
    }

    /** Whether a snapshot exists, whether or not it can be read. */
    public boolean has(SnapshotId id) throws IOException {
        return destination.stat(StorePaths.manifest(id)) != null;
    }

    /** The ids of the snapshots that have lost their manifests, in order. */
    public List<SnapshotId> lost() throws IOException {
        var lost = new ArrayList<SnapshotId>();
        for (var entry : destination.list(StorePaths.ROOT)) {
            var id = id(entry);
            if (id.isPresent() && !has(id.get()) && !isUnfinished(id.get())) {
                lost.add(id.get());
            }
        }
        return lost.stream().sorted().toList();
    }

    /** What the directory of a snapshot holds that is not the store's. */
    public List<Path> strangers(SnapshotId id) throws IOException {
        return destination.list(StorePaths.directory(id)).stream()
                .filter(part -> !StorePaths.isPart(part))
                .map(Entry::path)
                .sorted()
                .toList();
    }

    /** Whether a directory without a manifest is of a run that goes on or died, and never was a snapshot. */
    public boolean isUnfinished(SnapshotId id) throws IOException {
        return destination.stat(StorePaths.unfinished(id)) != null
                || destination.list(StorePaths.directory(id)).stream()
                        .allMatch(part -> TemporaryName.matches(part.path()));
    }

    /** The ids of the snapshots that exist. */
    private List<SnapshotId> ids() throws IOException {
        var ids = new ArrayList<SnapshotId>();
        for (var entry : destination.list(StorePaths.ROOT)) {
            var id = id(entry);
            if (id.isPresent() && has(id.get())) {
                ids.add(id.get());
            }
        }
        return ids;
    }

    /** The id that a directory of the store's is named by. */
    public static Optional<SnapshotId> id(Entry entry) {
        return entry.isDirectory() ? SnapshotId.parse(entry.path().toString()) : Optional.empty();
    }

    /**
     * Opens the manifest of a snapshot.
     *
     * @throws DamagedException when it is not one, or another snapshot's
     * @throws SaddlebagException when a newer version of Saddlebag wrote it
     */
    public ManifestReader manifest(SnapshotId id) throws IOException {
        var path = StorePaths.manifest(id);
        var name = destination.name() + "/" + path;
        var reader = new ManifestReader(name, destination.read(path));
        if (!reader.header().id().equals(id)) {
            reader.close();
            throw new DamagedException("manifest " + name + " is damaged: it is that of "
                    + reader.header().id());
        }
        return reader;
    }

    /** Reads a manifest to its end; a {@link DamagedException} when it is not whole as it was written. */
    public void requireWhole(SnapshotId id) throws IOException {
        try (var input = new SealedInput(destination.read(StorePaths.manifest(id)))) {
            input.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** What is wrong with the archive of a snapshot, without reading it; empty when it is there in its size. */
    public Optional<String> complaint(ManifestHeader header) throws IOException {
        var path = StorePaths.archive(header);
        var found = destination.stat(path);
        if (found == null) {
            return Optional.of("the archive " + shown(path) + " is missing");
        }
        boolean whole = found.isDirectory()
                || found.version().size() == header.archive().size();
        return whole
                ? Optional.empty()
                : Optional.of(
                        "the archive " + shown(path) + " has " + found.version().size() + " bytes, not "
                                + header.archive().size());
    }

    private String shown(Path path) {
        return destination.name() + "/" + path;
    }
}
