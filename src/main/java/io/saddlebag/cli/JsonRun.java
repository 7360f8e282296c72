package io.saddlebag.cli;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Run;
import java.time.Duration;

/** A run's fields in JSON, the same wherever a run is told about. */
final class JsonRun {

    private JsonRun() {}

    /** Writes the fields into the object that is open. */
    static void write(Run run, JsonDocument json) {
        writeWithoutCounts(run, json);
        write(run.counts(), json);
    }

    /** Writes them without what a sweep counts. */
    static void writeWithoutCounts(Run run, JsonDocument json) {
        var ended = run.ended();
        json.field("id", run.id())
                .field("outcome", Words.of(run.outcome()))
                .field("started", run.started())
                .field("ended", ended);
        if (ended == null) {
            json.none("seconds");
        } else {
            json.field("seconds", Duration.between(run.started(), ended).toMillis() / 1e3);
        }
        json.field("message", run.message());
    }

    private static void write(Counts counts, JsonDocument json) {
        json.object("counts")
                .field("created", counts.created())
                .field("modified", counts.modified())
                .field("deleted", counts.deleted())
                .field("unchanged", counts.unchanged())
                .field("failed", counts.failed())
                .field("held", counts.held())
                .field("bytes", counts.bytes())
                .endObject();
    }
}
