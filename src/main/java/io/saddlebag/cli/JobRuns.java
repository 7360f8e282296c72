package io.saddlebag.cli;

import io.saddlebag.model.Change;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs one after the other and tells about each. A job that fails, in whatever way, does not stop the next one; a
 * stop does.
 */
final class JobRuns {

    private final JobRunner runner;
    private final RunOptions options;
    private final Report report;
    private final Terminal terminal;
    private final Clock clock;

    /** With what every run is asked for; the progress in it is not told. */
    JobRuns(JobRunner runner, RunOptions options, Report report, Terminal terminal, Clock clock) {
        this.runner = runner;
        this.options = options;
        this.report = report;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** What the options of a command ask a run for. */
    static RunOptions options(SweepOptions given, boolean waiting, BooleanSupplier stopped) {
        return new RunOptions(given.dryRun, given.allowDelete, given.newDestination, waiting, stopped, Progress.NONE);
    }

    /** Returns the worst of the results. */
    ExitCode run(List<String> jobs) {
        var worst = ExitCode.DONE;
        for (var job : jobs) {
            if (options.stopped().getAsBoolean()) {
                worst = worst.or(ExitCode.INTERRUPTED);
                break;
            }
            worst = worst.or(run(job));
        }
        report.finish(worst);
        return worst;
    }

    private ExitCode run(String job) {
        var findings = new FirstFindings();
        report.begin(job, options.dryRun());
        var started = clock.instant();
        var result = attempt(job, findings, started);
        report.end(new RunReport(result.run, options.dryRun(), result.code, findings.list(), findings.counts()));
        return result.code;
    }

    private Result attempt(String job, FirstFindings findings, Instant started) {
        // A dry run's changes are printed, which a bar would only disturb.
        try (var display = options.dryRun() ? ProgressDisplay.NONE : terminal.progressOf(job)) {
            var run = runner.run(job, watchedBy(display.and(new Told(findings))));
            return new Result(run, ExitCode.of(run.outcome()));
        } catch (SaddlebagException e) {
            return new Result(failed(job, started, e.outcome(), e.getMessage()), ExitCode.of(e));
        } catch (RuntimeException e) {
            return new Result(failed(job, started, Outcome.FAILED, Bug.record(e)), ExitCode.FAILED);
        }
    }

    private RunOptions watchedBy(Progress progress) {
        return options.watchedBy(progress);
    }

    private Run failed(String job, Instant started, Outcome outcome, @Nullable String message) {
        return new Run(0, job, started, clock.instant(), outcome, Counts.NONE, message);
    }

    private record Result(Run run, ExitCode code) {}

    /** Gathers findings, and prints what a dry run would do. */
    private final class Told implements Progress {

        private final FirstFindings findings;

        Told(FirstFindings findings) {
            this.findings = findings;
        }

        @Override
        public void done(Change change, long bytes) {
            if (options.dryRun()) {
                report.change(change);
            }
        }

        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }
    }
}
