package io.saddlebag.snapshot;

import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the last walk of a job that could read everything saw, as a digest, and which snapshot has all of that: so that a run that
 * changes nothing need not read the snapshot's manifest. Losing it costs time, nothing else.
 */
final class LastWalk {

    private static final Logger LOG = LoggerFactory.getLogger(LastWalk.class);

    private final Path file;

    LastWalk(Path directory) {
        this.file = directory.resolve("last-walk");
    }

    /** The digest of the walk whose result a snapshot has. */
    Optional<String> of(SnapshotId snapshot) {
        try {
            var words = Files.readString(file).strip().split(" ", -1);
            return words.length == 2 && words[0].equals(snapshot.toString()) ? Optional.of(words[1]) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Remembers a digest. */
    void remember(SnapshotId snapshot, String digest) {
        try {
            var temporary = file.resolveSibling(".saddlebag-last-walk");
            Files.writeString(temporary, snapshot + " " + digest + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.debug("{} cannot be written, which costs time: {}", file, Reason.of(e));
        }
    }
}
