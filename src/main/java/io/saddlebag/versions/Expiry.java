package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.retention.VersionPolicy;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Removes the versions that a policy does not keep, directory by directory, and what is known of the past with them. What is known
 * is made less first, so that a crash leaves versions too many, never a past that looks known and is not.
 */
public final class Expiry {

    private static final Path MIRROR = Path.of("");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int PARTS = 10;

    private final VersionPolicy policy;

    /** The removal by a policy. */
    public Expiry(VersionPolicy policy) {
        this.policy = policy;
    }

    /** Looking at all that is kept is work: it is done once a day, or in a tenth of the time that versions are kept for. */
    boolean isDue(Instant last, Instant now) {
        var age = policy.age();
        var pause = age != null && age.dividedBy(PARTS).compareTo(DAY) < 0 ? age.dividedBy(PARTS) : DAY;
        return now.isBefore(last) || !now.isBefore(last.plus(pause));
    }

    void run(Destination destination, Instant now) throws IOException {
        new Pass(destination, now).expire(MIRROR);
    }

    /** One pass over all that is kept. */
    private final class Pass {

        private final Destination destination;
        private final Journal journal;
        private final Instant now;

        private Pass(Destination destination, Instant now) {
            this.destination = destination;
            this.journal = new Journal(destination);
            this.now = now;
        }

        /** Whether nothing is left of a directory and those below. */
        private boolean expire(Path directory) throws IOException {
            boolean below = false;
            for (var entry : destination.list(VersionPaths.of(directory))) {
                var name = VersionPaths.directoryName(entry.path());
                if (entry.isDirectory() && name != null) {
                    below |= !expire(directory.resolve(name));
                } else if (!entry.isDirectory() && TemporaryName.matches(entry.path())) {
                    destination.removeLeftover(entry.path());
                }
            }
            boolean left = expireEntries(directory);
            if (below || left || directory.equals(MIRROR)) {
                return false;
            }
            delete(VersionPaths.journal(directory), FileType.FILE);
            destination.delete(VersionPaths.of(directory), FileType.DIRECTORY);
            return true;
        }

        /** Whether something is left that is known. */
        private boolean expireEntries(Path directory) throws IOException {
            var history = History.read(destination, directory);
            var remaining = Remaining.of(history, policy, now);
            if (remaining.isLess()) {
                journal.replace(directory, remaining.lines(), now);
            }
            for (var name : history.names()) {
                for (var version : history.versions(name).entrySet()) {
                    deleteUnlessKept(version, remaining, name);
                }
            }
            return deleteEmptyHolders(directory) || !remaining.isNothing(destination.stat(directory));
        }

        private void deleteUnlessKept(Map.Entry<VersionName, Entry> version, Remaining remaining, Path name)
                throws IOException {
            if (!remaining.has(name, version.getKey())) {
                destination.delete(version.getValue().path(), version.getValue().type());
            }
        }

        /** Whether any is left. */
        private boolean deleteEmptyHolders(Path directory) throws IOException {
            var holders = VersionPaths.holders(directory);
            if (destination.stat(holders) == null) {
                return false;
            }
            boolean left = false;
            for (var holder : destination.list(holders)) {
                boolean empty =
                        holder.isDirectory() && destination.list(holder.path()).isEmpty();
                left |= !empty;
                if (empty) {
                    destination.delete(holder.path(), FileType.DIRECTORY);
                }
            }
            if (!left) {
                destination.delete(holders, FileType.DIRECTORY);
            }
            return left;
        }

        private void delete(Path path, FileType type) throws IOException {
            if (destination.stat(path) != null) {
                destination.delete(path, type);
            }
        }
    }
}
