package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Change;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JobRunsTest {

    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    private static final Counts COUNTS = new Counts(12, 3, 1, 84, 0, 0, 4_200_000);
    private static final RunOptions DRY = new RunOptions(true, false, false, false, () -> false, Progress.NONE);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsOneSummaryForOneJob() {
        var code = text(false, RunOptions.DEFAULT, (job, options) -> ended(job, Outcome.DONE, null))
                .run(List.of("photos"));

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(out).hasToString("12 created, 3 modified, 1 deleted, 84 unchanged, 0 failed; 4.2 MB in 0.3 s\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysWhoseSummaryItIsWithSeveralJobs() {
        text(true, RunOptions.DEFAULT, (job, options) -> ended(job, Outcome.GUARDED, "kept"))
                .run(List.of("photos", "mail"));

        assertThat(out.toString().lines()).allMatch(line -> line.matches("(photos|mail): 12 created, .*"));
        assertThat(err).hasToString("photos: kept\nmail: kept\n");
    }

    @Test
    void goesOnAfterAJobThatFailedAndEndsWithTheWorstResult() {
        JobRunner runner = (job, options) -> switch (job) {
            case "broken" -> throw new SaddlebagException(Outcome.NOT_FOUND, "the disk is not there");
            case "partial" -> ended(job, Outcome.PARTIAL, null);
            default -> ended(job, Outcome.DONE, null);
        };

        var code = text(true, RunOptions.DEFAULT, runner).run(List.of("broken", "partial", "fine"));

        assertThat(code).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(out.toString()).contains("broken: 0 created", "partial: 12 created", "fine: 12 created");
        assertThat(err).hasToString("broken: the disk is not there\n");
    }

    @Test
    void beginsNoOtherJobAfterAStop() {
        var begun = new ArrayList<String>();
        var stopped = RunOptions.DEFAULT.stoppedBy(() -> !begun.isEmpty());

        var code = text(true, stopped, (job, options) -> {
                    begun.add(job);
                    return ended(job, Outcome.DONE, null);
                })
                .run(List.of("first", "second"));

        assertThat(begun).containsExactly("first");
        assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void showsTheFirstTwentyFindingsThoseThatMatterFirst() {
        JobRunner runner = (job, options) -> {
            for (int i = 0; i < 30; i++) {
                options.progress().found(new Finding(Finding.Severity.NOTE, Path.of("fifo" + i), "skipped"));
            }
            options.progress().found(new Finding(Finding.Severity.FAILED, Path.of("a\nb"), "disk error"));
            return ended(job, Outcome.PARTIAL, null);
        };

        text(false, RunOptions.DEFAULT, runner).run(List.of("photos"));

        assertThat(err.toString().lines())
                .hasSize(21)
                .startsWith("failed: a\\nb: disk error", "note: fifo0: skipped")
                .endsWith("… and 11 more.");
    }

    @Test
    void printsTheChangesOfADryRun() {
        text(false, DRY, JobRunsTest::change).run(List.of("photos"));

        assertThat(out.toString().lines())
                .startsWith(
                        "create a",
                        "modify b",
                        "attributes c",
                        "delete d",
                        "12 created, 3 modified, 1 deleted, 84 " + "unchanged, 0 failed; 4.2 MB in 0.3 s");
        assertThat(err.toString()).contains("nothing was written");
    }

    @Test
    void writesOneJsonDocument() {
        var report = new JsonReport(new PrintWriter(out));

        runs(report, DRY, JobRunsTest::change).run(List.of("photos"));

        assertThat(out.toString().replaceAll("\\s+", "")).isEqualTo("""
                        {"runs":[{"job":"photos","dryRun":true,"changes":[{"event":"create","path":"a"},\
                        {"event":"modify","path":"b"},{"event":"attributes","path":"c"},{"event":"delete","path":"d"}],\
                        "id":0,"outcome":"done","started":"2026-11-21T02:00:00Z","ended":"2026-11-21T02:00:00.300Z",\
                        "seconds":0.3,"message":null,"counts":{"created":12,"modified":3,"deleted":1,"unchanged":84,\
                        "failed":0,"held":0,"bytes":4200000},"exitCode":0,"findings":[],"findingCount":0}],"exitCode":0}""");
    }

    private static Run change(String job, RunOptions options) {
        options.progress().done(change(Event.CREATE, "a", Change.Part.WHOLE), 0);
        options.progress().done(change(Event.MODIFY, "b", Change.Part.WHOLE), 0);
        options.progress().done(change(Event.MODIFY, "c", Change.Part.ATTRIBUTES), 0);
        options.progress().done(change(Event.DELETE, "d", Change.Part.WHOLE), 0);
        return ended(job, Outcome.DONE, null);
    }

    private static Change change(Event event, String path, Change.Part part) {
        var version = new FileVersion(1, 2, 3, 4);
        return new Change(event, new Entry(Path.of(path), FileType.FILE, version, 0644, 0, 0, 0), part);
    }

    private static Run ended(String job, Outcome outcome, @Nullable String message) {
        return new Run(0, job, START, START.plusMillis(300), outcome, COUNTS, message);
    }

    private JobRuns text(boolean named, RunOptions options, JobRunner runner) {
        return runs(new TextReport(new PrintWriter(out), new PrintWriter(err, true), named), options, runner);
    }

    private static JobRuns runs(Report report, RunOptions options, JobRunner runner) {
        return new JobRuns(runner, options, report, new Terminal(0), Clock.fixed(START, ZoneOffset.UTC));
    }
}
