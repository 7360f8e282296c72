package io.saddlebag;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.SaddlebagException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog's memory of messages that were sent, by their ids. A catalog that cannot be used knows of none: at worst a
 * message is sent twice, with the same Message-ID.
 */
final class SentMessages {

    /** No job has such a name. */
    static final String TARGET = "outbox of messages";

    private static final Logger LOG = LoggerFactory.getLogger(SentMessages.class);

    private final Target states;

    SentMessages(Target states) {
        this.states = states;
    }

    boolean contains(String id) {
        try {
            return states.find(Path.of(id)).isPresent();
        } catch (SaddlebagException e) {
            LOG.debug("Not known whether {} was sent", id, e);
            return false;
        }
    }

    void add(String id, Instant sent) {
        var version = new FileVersion(0, TimeUnit.MILLISECONDS.toNanos(sent.toEpochMilli()), 0, 0);
        var entry = new Entry(Path.of(id), FileType.FILE, version, 0, 0, 0, 0);
        change(() -> states.record(List.of(new FileState(entry, entry, false))));
    }

    void forget(List<String> ids) {
        change(() -> states.forget(ids.stream().map(Path::of).toList()));
    }

    private static void change(Runnable change) {
        try {
            change.run();
        } catch (SaddlebagException e) {
            LOG.warn("The catalog does not know what was sent: {}", e.getMessage());
        }
    }
}
