package io.saddlebag.cli;

import io.saddlebag.OutboxStatus;
import io.saddlebag.Schedule;
import io.saddlebag.alert.Headline;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunSummary;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two forms of the status. */
final class StatusOutput {

    private StatusOutput() {}

    /** For people, with times on a zone's clock. */
    static void text(List<JobStatus> jobs, OutboxStatus outbox, ZoneId zone, PrintWriter out) {
        for (var job : jobs) {
            out.println(job.job() + " (" + job.type() + "): " + job.state());
            job.last().ifPresent(run -> last(run, job.running(), zone, out));
            job.lastGood()
                    .filter(good -> !isLast(good, job))
                    .ifPresent(good -> out.println(
                            "  last good: " + Times.local(good.started(), zone) + ", " + RunSummary.of(good)));
            job.scopes().ifPresent(run -> run("  watched:   ", run, zone, out));
            job.sizes().ifPresent(sizes -> sizes(sizes, out));
            job.settings().schedule().ifPresent(schedule -> times(job, schedule, out));
            job.alerts().forEach(alert -> alert(alert, zone, out));
        }
        if (outbox.waiting() > 0) {
            outbox(outbox, zone, out);
        } else {
            outbox.problem().ifPresent(problem -> out.println("outbox: " + problem));
        }
    }

    private static void outbox(OutboxStatus outbox, ZoneId zone, PrintWriter out) {
        var number = outbox.waiting() == 1 ? "1 message waits" : outbox.waiting() + " messages wait";
        var since = outbox.since().map(time -> ", since " + Times.local(time, zone));
        out.println("outbox: " + number + " to be sent" + since.orElse(""));
        outbox.tried()
                .ifPresent(time -> out.println("  last tried: " + Times.local(time, zone) + ". "
                        + outbox.problem().orElse("")));
    }

    private static void alert(OpenAlert alert, ZoneId zone, PrintWriter out) {
        var times = alert.times() == 1 ? "" : ", " + alert.times() + " times";
        out.println("  alert:     " + Headline.of(alert) + " since " + Times.local(alert.since(), zone) + times);
    }

    private static void sizes(Sizes sizes, PrintWriter out) {
        sizes.storedText().ifPresent(text -> out.println("  stored:    " + text));
        out.println("  free:      " + DisplayBytes.of(sizes.free()));
    }

    private static void times(JobStatus job, Schedule schedule, PrintWriter out) {
        job.next().ifPresent(next -> out.println("  next run:  " + schedule.show(next)));
        job.missedSince()
                .ifPresent(due ->
                        out.println("  missed:    since " + schedule.show(due) + "; is \"saddlebag run\" running?"));
        job.overdueSince()
                .ifPresent(
                        due -> out.println("  overdue:   since " + schedule.show(due) + "; no run was done in time"));
    }

    /** What a run does is recorded at its end: until then there is nothing to tell but when it began. */
    private static void last(Run run, boolean running, ZoneId zone, PrintWriter out) {
        if (run.ended() == null && running) {
            out.println("  running:   since " + Times.local(run.started(), zone));
            return;
        }
        run("  last run:  ", run, zone, out);
    }

    private static void run(String title, Run run, ZoneId zone, PrintWriter out) {
        out.println(title + Times.local(run.started(), zone) + ", " + RunSummary.of(run));
        var message = run.message();
        if (message != null) {
            out.println("             " + message);
        }
    }

    private static boolean isLast(Run run, JobStatus job) {
        return job.last().filter(last -> last.id() == run.id()).isPresent();
    }

    /** For scripts. */
    static void json(List<JobStatus> jobs, OutboxStatus outbox, ExitCode exitCode, PrintWriter out) {
        var json = new JsonDocument(out).array("jobs");
        for (var job : jobs) {
            json.object().field("job", job.job()).field("type", job.type());
            json.field("running", job.running());
            write("last", job.last(), json);
            write("lastGood", job.lastGood(), json);
            write("scopes", job.scopes(), json);
            write(job.sizes(), json);
            json.field("next", job.next().orElse(null));
            json.field("missedSince", job.missedSince().orElse(null));
            json.field("overdueSince", job.overdueSince().orElse(null));
            write(job.alerts(), json);
            json.field("needsAttention", job.needsAttention()).endObject();
        }
        json.endArray().object("outbox").field("waiting", outbox.waiting());
        json.field("since", outbox.since().orElse(null));
        json.field("lastTried", outbox.tried().orElse(null));
        json.field("problem", outbox.problem().orElse(null)).endObject();
        json.field("exitCode", exitCode.code()).end();
    }

    private static void write(List<OpenAlert> alerts, JsonDocument json) {
        json.array("alerts");
        for (var alert : alerts) {
            json.object().field("what", Headline.of(alert)).field("since", alert.since());
            json.field("times", alert.times()).field("told", alert.told()).endObject();
        }
        json.endArray();
    }

    private static void write(Optional<Sizes> sizes, JsonDocument json) {
        var store = sizes.map(Sizes::store).orElse(null);
        var growth = sizes.map(Sizes::growth).orElse(null);
        json.object("sizes");
        number("snapshots", store == null ? null : (long) store.snapshots(), json);
        number("stored", store == null ? null : store.bytes(), json);
        number("growth", growth, json);
        number("free", sizes.map(Sizes::free).orElse(null), json);
        json.endObject();
    }

    private static void number(String name, @Nullable Long value, JsonDocument json) {
        if (value == null) {
            json.none(name);
        } else {
            json.field(name, (long) value);
        }
    }

    private static void write(String name, Optional<Run> run, JsonDocument json) {
        if (run.isEmpty()) {
            json.none(name);
            return;
        }
        json.object(name);
        JsonRun.write(run.get(), json);
        json.endObject();
    }
}
