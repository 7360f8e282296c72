package io.saddlebag.cli;

import io.saddlebag.PruneResult;
import io.saddlebag.model.RunSummary;
import io.saddlebag.retention.Decision;
import io.saddlebag.retention.FreezeReason;
import io.saddlebag.retention.KeepReason;
import io.saddlebag.retention.PrunePlan;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a prune made of a store, for people or for scripts.
 *
 * @param exitCode what it makes of the process
 */
record PruneOutput(PruneResult result, boolean dryRun, ExitCode exitCode) {

    private static final String ROW = "%-36s %-8s %s";
    private static final String NO_REASON = "no rule keeps it";

    /** What becomes of each snapshot on standard output, what needs attention on standard error. */
    void text(PrintWriter out, PrintWriter err) {
        var plan = result.plan();
        if (plan != null) {
            plan.decisions().forEach(decision -> out.println(row(decision)));
            plan.unreadable()
                    .forEach((id, message) -> out.println(String.format(Locale.ROOT, ROW, id, "kept", message)));
        }
        out.println(summary(plan));
        out.flush();
        var message = result.run().message();
        if (message != null) {
            err.println(message);
        }
        if (dryRun) {
            err.println("This was a dry run: nothing was removed.");
        }
    }

    private String row(Decision decision) {
        var why = decision.kept() ? decision.text() : NO_REASON;
        return String.format(Locale.ROOT, ROW, decision.snapshot().id(), fate(decision), why);
    }

    /** What became of it; for what is due and still there, what a prune would do. */
    private String fate(Decision decision) {
        if (decision.kept()) {
            return "kept";
        }
        return result.removed().contains(decision.snapshot().id()) ? "removed" : "due";
    }

    private String summary(@Nullable PrunePlan plan) {
        if (!dryRun || plan == null) {
            return RunSummary.ofPrune(result.run());
        }
        int due = plan.removals().size();
        int all = plan.decisions().size() + plan.unreadable().size();
        return exitCode == ExitCode.GUARDED
                ? "0 would be removed, " + all + " kept, " + due + " held back"
                : due + " would be removed, " + (all - due) + " kept";
    }

    /** One document. */
    void json(PrintWriter out) {
        var json = new JsonDocument(out).field("job", result.run().job()).field("dryRun", dryRun);
        JsonRun.writeWithoutCounts(result.run(), json);
        var counts = result.run().counts();
        json.object("counts")
                .field("removed", counts.deleted())
                .field("kept", counts.unchanged())
                .field("held", counts.held())
                .field("freedBytes", counts.bytes())
                .endObject();
        write(result.plan(), json);
        json.field("exitCode", exitCode.code()).end();
    }

    private void write(@Nullable PrunePlan plan, JsonDocument json) {
        var shown = plan == null ? PrunePlan.EMPTY : plan;
        json.array("frozen");
        shown.freeze().stream().map(FreezeReason::text).forEach(json::item);
        json.endArray().array("snapshots");
        shown.decisions().forEach(decision -> write(decision, shown, json));
        json.endArray().array("unreadable");
        shown.unreadable()
                .forEach((id, message) -> json.object()
                        .field("id", id.toString())
                        .field("message", message)
                        .endObject());
        json.endArray();
    }

    private void write(Decision decision, PrunePlan plan, JsonDocument json) {
        var snapshot = decision.snapshot();
        var header = plan.headers().get(snapshot.id());
        json.object()
                .field("id", snapshot.id().toString())
                .field("started", snapshot.started())
                .field("archiveSize", header == null ? 0 : header.archive().size())
                .field("fate", fate(decision))
                .array("reasons");
        decision.reasons().stream().map(KeepReason::text).forEach(json::item);
        json.endArray().endObject();
    }
}
