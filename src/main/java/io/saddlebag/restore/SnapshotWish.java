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
            var store = SnapshotStore.find(destination).orElseThrow(() -> noStore(destination));
            var all = store.snapshots();
            return new ChosenSnapshot(store, directory, all, choose(directory, all));
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

    private ManifestHeader choose(Path directory, Snapshots all) {
        if (this instanceof Named named) {
            return named(named.id, directory, all);
        }
        if (all.headers().isEmpty()) {
            throw all.damaged().isEmpty()
                    ? new SaddlebagException(Outcome.NOT_FOUND, "the store " + directory + " has no snapshot yet")
                    : damaged(all.damaged().get(0));
        }
        var first = all.headers().get(0);
        return this instanceof At at
                ? all.at(at.time)
                        .orElseThrow(() -> new ConfigurationException("The store " + directory
                                + " has no snapshot that was begun by " + at.time + "; the first is " + first.id()
                                + "."))
                : all.headers().get(all.headers().size() - 1);
    }

    private static ManifestHeader named(String text, Path directory, Snapshots all) {
        var id = SnapshotId.parse(text);
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
