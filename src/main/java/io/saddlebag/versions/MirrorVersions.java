package io.saddlebag.versions;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a mirror keeps of its past as a whole: since when its moments are known, and which moment came last. Moments only go on,
 * whatever the clock does.
 */
public final class MirrorVersions {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;
    private static final Path MIRROR = Path.of("");

    private final Destination destination;
    private final Instant now;
    private State state;
    private boolean moved;

    private MirrorVersions(Destination destination, Instant now, State state) {
        this.destination = destination;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.state = state;
    }

    /**
     * The state of the whole.
     *
     * @param since the first moment that is known
     * @param last the last moment at which something changed
     * @param expired when it was last looked what has expired
     */
    private record State(Instant since, Instant last, Instant expired) {}

    /** Opens what a mirror keeps, or begins it: earlier moments are not known then. */
    public static MirrorVersions open(Destination destination, Instant now) throws IOException {
        var moment = now.truncatedTo(ChronoUnit.MILLIS);
        var state = read(destination);
        if (state != null) {
            return new MirrorVersions(destination, now, state);
        }
        begin(destination);
        var begun = new MirrorVersions(destination, now, new State(moment, moment, moment));
        begun.moved = true;
        begun.write();
        return begun;
    }

    /** Since when the moments of a mirror are known; empty where none are. */
    public static Optional<Instant> knownSince(Destination destination) throws IOException {
        return Optional.ofNullable(read(destination)).map(State::since);
    }

    /** From now on moments are not known, because sweeps change the mirror that keep nothing. What was kept stays. */
    public static void end(Destination destination) throws IOException {
        if (state(destination) != null) {
            destination.delete(VersionPaths.STATE, FileType.FILE);
        }
    }

    /** The mirror's root keeps its time. */
    private static void begin(Destination destination) throws IOException {
        var root = destination.stat(MIRROR);
        var kept = destination.stat(VersionPaths.ROOT);
        if (kept != null && !kept.isDirectory()) {
            throw new FileSystemException(
                    VersionPaths.ROOT.toString(), null, "is no directory; versions cannot be kept there");
        }
        destination.makeDirectory(VersionPaths.ROOT);
        if (root != null && kept == null) {
            putBack(destination, root);
        }
    }

    /** Only its owner can set it; for others the next sweep finds another time. */
    private static void putBack(Destination destination, Entry root) {
        try {
            destination.setAttributes(root);
        } catch (IOException e) {
            // Nothing depends on it.
        }
    }

    private static @Nullable State read(Destination destination) throws IOException {
        if (state(destination) == null) {
            return null;
        }
        try (var content = destination.read(VersionPaths.STATE)) {
            var json = MAPPER.readTree(content.readAllBytes());
            if (json.path("format").asInt() > FORMAT) {
                throw new FileSystemException(
                        VersionPaths.STATE.toString(), null, "was written by a newer version of Saddlebag");
            }
            return new State(time(json, "since"), time(json, "last"), time(json, "expired"));
        } catch (DateTimeException | JacksonException e) {
            return null;
        }
    }

    private static @Nullable Entry state(Destination destination) throws IOException {
        var kept = destination.stat(VersionPaths.ROOT);
        return kept != null && kept.isDirectory() ? destination.stat(VersionPaths.STATE) : null;
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(json.path(name).asText());
    }

    private void write() throws IOException {
        var json = MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("since", state.since().toString())
                .put("last", state.last().toString())
                .put("expired", state.expired().toString());
        Journal.write(destination, VersionPaths.STATE, MAPPER.writeValueAsBytes(json), now);
    }

    /** The moment of this sweep; the first call remembers it. */
    synchronized Instant moment() throws IOException {
        if (!moved) {
            var after = state.last().plusMillis(1);
            state = new State(state.since(), now.isBefore(after) ? after : now, state.expired());
            write();
            moved = true;
        }
        return state.last();
    }

    /** Whether nobody can ask for an earlier moment than this sweep's. */
    boolean isFirst() throws IOException {
        return !moment().isAfter(state.since());
    }

    /** Removes what has expired, if it was not looked for lately. */
    public void expire(Expiry expiry) throws IOException {
        if (expiry.isDue(state.expired(), now)) {
            expiry.run(destination, now);
            state = new State(state.since(), state.last(), now);
            write();
        }
    }
}
