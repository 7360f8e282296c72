package io.saddlebag.alert;

import io.saddlebag.alert.Message.Attachment;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Run;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is recorded of runs, as a text to attach: how they went, their findings, and the log of that time. */
final class RunText {

    private static final long LARGEST = 10_000_000;
    private static final String CUT = "The rest is left out.\n";

    private final Wording wording;
    private final StringBuilder text = new StringBuilder();
    private long size = CUT.length();
    private boolean full;

    private RunText(Wording wording) {
        this.wording = wording;
    }

    /** The runs that news are about, each once; null when there is none. What is over needs no log. */
    static @Nullable Attachment of(List<Told> news, Wording wording) {
        var runs = new LinkedHashMap<Long, Told>();
        for (var told : news) {
            var run = told.run();
            if (run != null && !told.news().over()) {
                runs.putIfAbsent(run.id(), told);
            }
        }
        if (runs.isEmpty()) {
            return null;
        }
        var text = new RunText(wording);
        runs.values().forEach(text::add);
        return new Attachment(name(runs), text.text.toString());
    }

    private static String name(Map<Long, Told> runs) {
        if (runs.size() > 1) {
            return "saddlebag-runs.log";
        }
        var only = runs.entrySet().iterator().next();
        return MessageId.slug(only.getValue().news().alert().name()) + "-run-" + only.getKey() + ".log";
    }

    private void add(Told told) {
        var run = told.run();
        if (run == null) {
            return;
        }
        addHead(told, run);
        if (!told.findings().isEmpty()) {
            line("Findings:");
            told.findings()
                    .forEach(finding -> line("  " + finding.severity() + " " + DisplayPath.of(finding.path()) + ": "
                            + finding.message()));
            long kept = told.findings().size();
            long all =
                    told.totals().values().stream().mapToLong(Long::longValue).sum();
            if (all > kept) {
                line("  and " + (all - kept) + " more that were not recorded");
            }
        }
        if (!told.log().isEmpty()) {
            line("Log of that time:");
            told.log().forEach(logged -> line("  " + logged));
        }
        line("");
    }

    private void addHead(Told told, Run run) {
        var ended = run.ended();
        line(told.news().alert().name() + ", run " + run.id() + ": " + Wording.outcome(run));
        line(wording.time(run.started()) + (ended == null ? "" : " to " + wording.time(ended)));
        line(Wording.summary(run, told));
        var message = run.message();
        if (message != null) {
            line(message);
        }
    }

    private void line(String unsafe) {
        if (full) {
            return;
        }
        var line = Line.of(unsafe) + "\n";
        size += line.getBytes(StandardCharsets.UTF_8).length;
        full = size > LARGEST;
        text.append(full ? CUT : line);
    }
}
