package io.saddlebag.alert;

import io.saddlebag.model.AlertNews;
import io.saddlebag.model.Counts;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told while time goes on and runs end; between two decisions only the open conditions are kept. */
final class Story {

    static final Instant BEGINNING = Instant.parse("2026-11-20T02:00:00Z");
    static final Counts FEW = new Counts(1, 2, 0, 97, 0, 0, 1_000);

    private final AlertPolicy policy;
    private final List<AlertNews> told = new ArrayList<>();
    private List<OpenAlert> open = List.of();
    private Instant now = BEGINNING;
    private long runs;
    private @Nullable Instant overdueSince;
    private @Nullable Run lastGood;

    Story() {
        this(AlertSettings.defaults("vault"));
    }

    Story(AlertSettings settings) {
        this.policy = new AlertPolicy(settings);
    }

    static AlertSettings settings(int partialAfter, Duration repeat) {
        return new AlertSettings(
                "vault", partialAfter, 2, 50, 50, new FreeSpace(1L << 30, false), repeat, Duration.ofMinutes(1));
    }

    Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    /** Each is an event of its own and decided by itself; the headlines of all that is told are returned. */
    List<String> ends(Outcome... outcomes) {
        return ends("documents", outcomes);
    }

    List<String> ends(String name, Outcome... outcomes) {
        int before = told.size();
        for (var outcome : outcomes) {
            decide(List.of(Ended.of(run(name, outcome, FEW, null))));
        }
        return headlines(before);
    }

    List<String> decide(Ended... ended) {
        int before = told.size();
        decide(List.of(ended));
        return headlines(before);
    }

    List<String> isOverdueSince(@Nullable Instant since) {
        overdueSince = since;
        return decide();
    }

    private void decide(List<Ended> ended) {
        var decision =
                policy.decide(open, ended, List.of(new Timeliness("documents", true, overdueSince, lastGood)), now);
        open = decision.open();
        told.addAll(decision.news());
    }

    private List<String> headlines(int from) {
        return told.subList(from, told.size()).stream().map(Headline::of).toList();
    }

    List<AlertNews> told() {
        return List.copyOf(told);
    }

    List<OpenAlert> open() {
        return open;
    }

    Run run(String name, Outcome outcome, Counts counts, @Nullable String message) {
        var run = new Run(++runs, name, now.minusSeconds(10), now, outcome, counts, message);
        if (outcome == Outcome.DONE && name.equals("documents")) {
            lastGood = run;
            overdueSince = null;
        }
        return run;
    }
}
