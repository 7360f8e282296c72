package io.saddlebag;

import io.saddlebag.alert.Activity;
import io.saddlebag.alert.Ended;
import io.saddlebag.alert.Space;
import io.saddlebag.alert.StoredSize;
import io.saddlebag.alert.Subject;
import io.saddlebag.alert.Timeliness;
import io.saddlebag.alert.Told;
import io.saddlebag.catalog.Alerts.Unjudged;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.AlertNews;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is decided from, and what there is to say of news: read from the catalog, the locks, the destinations and the log. */
final class AlertFacts {

    private static final int MOST_FINDINGS = 10_000;

    private final Settings settings;
    private final Catalog catalog;
    private final Locks locks;
    private final RunLogLines log;

    AlertFacts(Settings settings, Catalog catalog, Locks locks) {
        this.settings = settings;
        this.catalog = catalog;
        this.locks = locks;
        this.log = new RunLogLines(settings.home().resolve("logs").resolve("saddlebag.log"));
    }

    /** Whether a run is one of a configured job. */
    boolean concerns(Unjudged unjudged) {
        return job(unjudged.run().job()).isPresent();
    }

    private Optional<JobSettings> job(String name) {
        var job = Subject.of(name).job();
        return settings.jobs().stream().filter(one -> one.name().equals(job)).findFirst();
    }

    Ended ended(Unjudged unjudged) {
        var run = unjudged.run();
        boolean countsAll = job(run.job())
                .filter(job -> job.mirror() != null || job.snapshot() != null)
                .isPresent();
        boolean foundDamage = catalog.runs().findingCount(run.id(), Severity.DAMAGED) > 0
                || catalog.runs().findingCount(run.id(), Severity.LOST) > 0;
        return new Ended(run, unjudged.scope(), countsAll, foundDamage, damageIsOpen(run), size(run), space(run));
    }

    private boolean damageIsOpen(Run run) {
        return Subject.of(run.job()).activity() == Activity.VERIFY
                && catalog.history().openFinding(run.job()).isPresent();
    }

    private @Nullable StoredSize size(Run run) {
        return catalog.alerts()
                .stored(run)
                .map(stored -> new StoredSize(stored.kind(), stored.bytes(), stored.before()))
                .orElse(null);
    }

    /** Only where a run of the job found its destination: otherwise another file system may be in its place. */
    private @Nullable Space space(Run run) {
        if (run.outcome() == Outcome.NOT_FOUND || Subject.of(run.job()).activity() != Activity.BACKUP) {
            return null;
        }
        return job(run.job())
                .map(JobSettings::destination)
                .map(AlertFacts::spaceOf)
                .orElse(null);
    }

    private static @Nullable Space spaceOf(Path destination) {
        try {
            var files = Files.getFileStore(destination);
            return new Space(files.getUsableSpace(), files.getTotalSpace());
        } catch (IOException e) {
            return null;
        }
    }

    /** Which jobs are in time. */
    List<Timeliness> timeliness(Instant now) {
        return settings.jobs().stream().map(job -> timeliness(job, now)).toList();
    }

    private Timeliness timeliness(JobSettings job, Instant now) {
        var name = job.name();
        var good = catalog.runs().latestGood(name);
        var known = new Punctuality(
                locks.isHeld(Locks.job(name)),
                catalog.runs().latest(name),
                good,
                catalog.schedules().since(name));
        var since = job.schedule()
                .flatMap(times -> known.overdueSince(times, settings.alerts().overdue(), now));
        return new Timeliness(name, job.schedule().isPresent(), since.orElse(null), good.orElse(null));
    }

    /** All there is to say of news. */
    Told told(AlertNews news) {
        var run = catalog.alerts().run(news.run()).orElse(null);
        var good =
                catalog.runs().latestGood(Subject.of(news.alert().name()).job()).orElse(null);
        if (run == null || news.over()) {
            return new Told(news, run, List.of(), new EnumMap<>(Severity.class), good, List.of());
        }
        var totals = new EnumMap<Severity, Long>(Severity.class);
        for (var severity : Severity.values()) {
            totals.put(severity, catalog.runs().findingCount(run.id(), severity));
        }
        var findings = catalog.runs().findings(run.id(), MOST_FINDINGS);
        return new Told(news, run, findings, totals, good, log.of(run));
    }
}
