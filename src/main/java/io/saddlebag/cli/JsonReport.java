package io.saddlebag.cli;

import io.saddlebag.model.Change;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Finding;
import java.io.PrintWriter;

/** Tells a script: one document, in which a dry run's changes are written as they are found. */
final class JsonReport implements Report {

    private final JsonDocument json;

    private final RunForm form;

    JsonReport(PrintWriter out) {
        this(out, RunForm.SWEEP);
    }

    JsonReport(PrintWriter out, RunForm form) {
        this.form = form;
        json = new JsonDocument(out).array("runs");
    }

    @Override
    public void begin(String job, boolean dryRun) {
        json.object().field("job", job).field("dryRun", dryRun);
        if (dryRun) {
            json.array("changes");
        }
    }

    @Override
    public synchronized void change(Change change) {
        json.object()
                .field("event", Words.of(change))
                .field("path", DisplayPath.of(change.path()))
                .endObject();
    }

    @Override
    public void end(RunReport report) {
        if (report.dryRun()) {
            json.endArray();
        }
        form.write(report, json);
        json.field("exitCode", report.exitCode().code());
        json.array("findings");
        report.findings().forEach(this::write);
        json.endArray().field("findingCount", report.findingCount()).endObject();
    }

    private void write(Finding finding) {
        json.object()
                .field("severity", Words.of(finding.severity()))
                .field("path", DisplayPath.of(finding.path()))
                .field("message", finding.message())
                .endObject();
    }

    @Override
    public void finish(ExitCode exitCode) {
        json.endArray().field("exitCode", exitCode.code()).end();
    }
}
