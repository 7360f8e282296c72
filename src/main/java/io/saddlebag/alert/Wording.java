package io.saddlebag.alert;

import io.saddlebag.alert.Section.Fact;
import io.saddlebag.alert.Section.Trouble;
import io.saddlebag.model.AlertKind;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes sections of news, with times on the clock of a zone. */
final class Wording {

    static final int FIRST_PATHS = 20;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final ZoneId zone;

    Wording(ZoneId zone) {
        this.zone = zone;
    }

    Section section(Told told) {
        var alert = told.news().alert();
        boolean over = told.news().over();
        boolean paths = !over && isAboutPaths(alert.kind());
        var troubles = paths ? told.troubles() : List.<Finding>of();
        var first = troubles.stream().limit(FIRST_PATHS).map(Wording::trouble).toList();
        return new Section(
                Headline.of(told.news()),
                over ? List.of(end(alert.kind())) : sentences(told),
                facts(told),
                first,
                paths ? Math.max(0, told.troubleCount() - first.size()) : 0,
                over && alert.kind() != AlertKind.CHANGED ? List.of() : Advice.of(told.subject(), alert.kind()));
    }

    private static Trouble trouble(Finding finding) {
        return new Trouble(Line.of(DisplayPath.of(finding.path())), Line.of(finding.message()));
    }

    private static List<String> sentences(Told told) {
        var alert = told.news().alert();
        var sentences = new ArrayList<String>();
        sentences.add(beginning(told));
        var detail = alert.detail();
        if (detail != null) {
            sentences.add(Line.of(detail));
        }
        var message = told.run() == null ? null : told.run().message();
        if (message != null && isAboutPaths(alert.kind())) {
            sentences.add(Line.of(message));
        }
        return sentences;
    }

    /** Of measures and times neither the run's message nor its findings say anything. */
    private static boolean isAboutPaths(AlertKind kind) {
        return switch (kind) {
            case FAILED, GUARD, PARTIAL, WATCH, DAMAGED, FROZEN -> true;
            case OVERDUE, SIZE_OF_FULL, SIZE_OF_DIFFERENTIAL, SIZE_OF_INCREMENTAL, CHANGED, SPACE -> false;
        };
    }

    private static String beginning(Told told) {
        var noun = told.subject().activity().noun();
        return switch (told.news().alert().kind()) {
            case FAILED -> "The " + noun + " could not do its work.";
            case GUARD -> "A guard stopped the deletions of this backup, as they may not be meant.";
            case PARTIAL -> "The " + noun + " did its work, but left something out.";
            case OVERDUE -> "For longer than its schedule allows, no run of the job has done everything.";
            case WATCH -> "What changes in the source could not be carried.";
            case DAMAGED -> "A verification found that the backup is damaged, or has lost something.";
            case FROZEN -> "Old snapshots are not removed while something is wrong.";
            case SIZE_OF_FULL, SIZE_OF_DIFFERENTIAL, SIZE_OF_INCREMENTAL ->
                "A snapshot is much larger or smaller than those before.";
            case CHANGED -> "The backup is done, but a large part of the source has changed at once.";
            case SPACE -> "The destination is filling up.";
        };
    }

    private static String end(AlertKind kind) {
        return switch (kind) {
            case FAILED, WATCH -> "It works again.";
            case GUARD -> "No guard stops deletions any more.";
            case PARTIAL -> "Nothing is left out any more.";
            case OVERDUE -> "A run has done everything again.";
            case DAMAGED -> "A verification found everything well again.";
            case FROZEN -> "Old snapshots are removed again.";
            case SIZE_OF_FULL, SIZE_OF_DIFFERENTIAL, SIZE_OF_INCREMENTAL ->
                "The latest snapshot has the usual size again.";
            case CHANGED -> "The latest run found few changes again. That does not explain those before.";
            case SPACE -> "There is enough free space at the destination again.";
        };
    }

    private List<Fact> facts(Told told) {
        var facts = new ArrayList<Fact>();
        var run = told.run();
        if (run != null) {
            facts.add(new Fact(name(told), run.id() + ", " + time(run.started()) + ", " + outcome(run)));
            facts.add(new Fact("Counts", summary(run, told)));
        }
        facts.add(new Fact(
                told.news().over() ? "Lasted" : "Since", since(told.news().alert(), told)));
        var good = told.lastGood();
        facts.add(new Fact(
                "Last good backup", good == null ? "none is known" : "run " + good.id() + ", " + time(good.started())));
        return facts;
    }

    private static String name(Told told) {
        return told.news().alert().kind() == AlertKind.OVERDUE && !told.news().over() ? "Latest run" : "Run";
    }

    private String since(OpenAlert alert, Told told) {
        var times = alert.times() == 1 ? "" : ", " + alert.times() + " times";
        return told.news().over()
                ? time(alert.since()) + " to "
                        + time(told.run() == null ? told.news().at() : end(told.run())) + times
                : time(alert.since()) + times;
    }

    private static Instant end(Run run) {
        var ended = run.ended();
        return ended == null ? run.started() : ended;
    }

    static String outcome(Run run) {
        var outcome = run.outcome();
        return outcome == null
                ? "under way"
                : outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String summary(Run run, Told told) {
        return switch (told.subject().activity()) {
            case BACKUP -> RunSummary.of(run);
            case VERIFY -> RunSummary.ofVerification(run, told.total(Severity.DAMAGED), told.total(Severity.LOST));
            case PRUNE -> RunSummary.ofPrune(run);
        };
    }

    String time(Instant time) {
        return TIME.format(time.atZone(zone));
    }
}
