package io.saddlebag.restore;

import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.Snapshots;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Which snapshot of a store is wanted. */
public sealed interface SnapshotWish {

    /** The one that was taken last. */
    record Latest() implements SnapshotWish {}

    /** One by its name, as it was typed. */
    record Named(String id) implements SnapshotWish {}

    /** The last one that was begun not after a time. */
    record At(Instant time) implements SnapshotWish {}

    /**
     * Finds it.
     *
     * @param directory where the store is
     * @throws ConfigurationException when the store has no such snapshot
     * @throws SaddlebagException as not found when there is no store, as damaged when the snapshot cannot be read
     */
    default ChosenSnapshot in(Path directory) {
        try {
            var destination = new DirectoryDestination(directory, false);
            var store = SnapshotStore.findSnapshots(destination).orElseThrow(() -> noStore(destination));
            var all = readable(store, store.snapshots());
            return new ChosenSnapshot(store, directory, all, choose(store, directory, all));
        } catch (DamagedException e) {
            throw new SaddlebagException(Outcome.DAMAGED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new SaddlebagException(
                    Outcome.NOT_FOUND, "the store " + directory + " cannot be read: " + Reason.of(e));
        }
    }

    private static SaddlebagException noStore(Destination destination) {
        try {
            var root = destination.stat(Path.of(""));
            boolean other = root != null
                    && root.isDirectory()
                    && !destination.list(Path.of("")).isEmpty();
            return new SaddlebagException(
                    Outcome.NOT_FOUND,
                    destination.name()
                            + (other
                                    ? " holds no snapshots: there is no saddlebag-store.json. If it is a mirror, it is a"
                                            + " plain copy: bring it back with \"cp -a\" or \"rsync -aH\", or with"
                                            + " \"saddlebag restore JOB\" where its job is configured."
                                    : " holds no snapshots: it is " + (root == null ? "not there" : "empty")
                                            + ". Is it unmounted?"));
        } catch (IOException e) {
            return new SaddlebagException(
                    Outcome.NOT_FOUND, "the store " + destination.name() + " cannot be read: " + Reason.of(e));
        }
    }

    /** Where none is named, those that come last are left out until one is whole: a header can be read before what follows it. */
    private Snapshots readable(SnapshotStore store, Snapshots all) throws IOException {
        var left = all;
        for (var next = meant(left); next.isPresent(); next = meant(left)) {
            try {
                store.requireWhole(next.get().id());
                break;
            } catch (DamagedException e) {
                left = left.without(next.get(), "its manifest is damaged: " + e.getMessage());
            }
        }
        return left;
    }

    private Optional<ManifestHeader> meant(Snapshots all) {
        if (this instanceof Named) {
            return Optional.empty();
        }
        return this instanceof At at ? all.at(at.time) : all.latest();
    }

    private ManifestHeader choose(SnapshotStore store, Path directory, Snapshots all) throws IOException {
        if (this instanceof Named named) {
            return named(named.id, store, directory, all);
        }
        if (all.headers().isEmpty()) {
            throw all.damaged().isEmpty()
                    ? new SaddlebagException(Outcome.NOT_FOUND, "the store " + directory + " has no snapshot yet")
                    : damaged(all.damaged().get(0));
        }
        return meant(all)
                .orElseThrow(() -> new ConfigurationException("The store " + directory
                        + " has no snapshot that was begun by " + (this instanceof At at ? at.time : "then")
                        + "; the first is " + all.headers().get(0).id() + "."));
    }

    /** Whether it could have been a snapshot begun at a time, had that been readable. */
    default boolean couldBe(SnapshotId id) {
        return this instanceof At at ? !id.start().isAfter(at.time) : this instanceof Latest;
    }

    private static ManifestHeader named(String text, SnapshotStore store, Path directory, Snapshots all)
            throws IOException {
        var id = SnapshotId.parse(text);
        if (id.isPresent() && store.lost().contains(id.get())) {
            throw new SaddlebagException(
                    Outcome.LOST,
                    "snapshot " + text
                            + " cannot be restored: its manifest is missing. Restore another one with --snapshot");
        }
        all.damaged().stream()
                .filter(damaged -> id.isPresent() && damaged.id().equals(id.get()))
                .findFirst()
                .ifPresent(damaged -> {
                    throw damaged(damaged);
                });
        return id.flatMap(all::find)
                .orElseThrow(() -> new ConfigurationException("There is no snapshot " + text + " in " + directory
                        + (all.headers().isEmpty()
                                ? "."
                                : "; the last one is "
                                        + all.headers()
                                                .get(all.headers().size() - 1)
                                                .id()
                                        + ".")));
    }

    private static SaddlebagException damaged(Snapshots.Damaged damaged) {
        return new SaddlebagException(
                Outcome.DAMAGED,
                "snapshot " + damaged.id() + " cannot be restored: " + damaged.message()
                        + ". Restore another one with --snapshot");
    }
}
