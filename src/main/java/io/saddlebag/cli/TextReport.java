package io.saddlebag.cli;

import io.saddlebag.model.Change;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Finding;
import java.io.PrintWriter;

/**
 * Tells a person: changes of a dry run and a summary per run on standard output, what needs attention on standard error.
 * With several jobs each line says whose it is.
 */
final class TextReport implements Report {

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean named;
    private final RunForm form;
    private String prefix = "";

    TextReport(PrintWriter out, PrintWriter err, boolean named) {
        this(out, err, named, RunForm.SWEEP);
    }

    TextReport(PrintWriter out, PrintWriter err, boolean named, RunForm form) {
        this.form = form;
        this.out = out;
        this.err = err;
        this.named = named;
    }

    @Override
    public void begin(String job, boolean dryRun) {
        prefix = named ? job + ": " : "";
    }

    @Override
    public synchronized void change(Change change) {
        out.println(prefix + Words.of(change) + " " + DisplayPath.of(change.path()));
    }

    @Override
    public void end(RunReport report) {
        out.println(prefix + form.summary(report));
        out.flush();
        var message = report.run().message();
        if (message != null) {
            err.println(prefix + message);
        }
        report.findings().forEach(this::print);
        if (report.more() > 0) {
            err.println(prefix + "… and " + report.more() + " more.");
        }
        if (report.dryRun()) {
            err.println(prefix + "This was a dry run: nothing was written.");
        }
    }

    private void print(Finding finding) {
        err.println(prefix + Words.of(finding.severity()) + ": " + DisplayPath.of(finding.path()) + ": "
                + finding.message());
    }

    @Override
    public void finish(ExitCode exitCode) {}
}
