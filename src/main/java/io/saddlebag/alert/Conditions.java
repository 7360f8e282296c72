package io.saddlebag.alert;

import io.saddlebag.model.AlertKind;
import io.saddlebag.model.AlertNews;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions while it is decided, and what is to be told of them: each at once when it occurs often enough, again when it
 * goes on and was not told for long, and its end if it was ever told.
 */
final class Conditions {

    /** Whoever is told of one of these knows that the job has no good run. */
    private static final Set<AlertKind> LACKING =
            EnumSet.of(AlertKind.FAILED, AlertKind.GUARD, AlertKind.PARTIAL, AlertKind.OVERDUE, AlertKind.WATCH);

    private final AlertSettings settings;
    private final Instant now;
    private final Map<Key, OpenAlert> open = new LinkedHashMap<>();
    private final List<AlertNews> news = new ArrayList<>();

    private record Key(String name, AlertKind kind) {}

    Conditions(AlertSettings settings, Collection<OpenAlert> before, Instant now) {
        this.settings = settings;
        this.now = now;
        before.forEach(this::put);
    }

    private void put(OpenAlert alert) {
        open.put(new Key(alert.name(), alert.kind()), alert);
    }

    @Nullable
    OpenAlert find(String name, AlertKind kind) {
        return open.get(new Key(name, kind));
    }

    /** A run shows that the condition is there. */
    void occurs(AlertKind kind, Run run, @Nullable String detail) {
        var before = find(run.job(), kind);
        var alert = before == null ? OpenAlert.first(kind, run, detail) : before.again(run, detail);
        put(alert);
        if (alert.times() >= threshold(kind) && isDue(alert.told())) {
            tell(alert);
        }
    }

    private int threshold(AlertKind kind) {
        return kind == AlertKind.PARTIAL ? settings.partialAfter() : 1;
    }

    /** The clock shows that a job is overdue. */
    void isOverdue(String job, Instant since) {
        var before = find(job, AlertKind.OVERDUE);
        var alert = before == null ? OpenAlert.first(job, AlertKind.OVERDUE, since) : before;
        put(alert);
        if (isDue(toldLastOf(job))) {
            tell(alert.isTold() ? alert.again(now) : alert);
        }
    }

    private @Nullable Instant toldLastOf(String job) {
        return LACKING.stream()
                .map(kind -> find(job, kind))
                .filter(Objects::nonNull)
                .map(OpenAlert::told)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** The condition is not there any more, as a run shows. */
    void isOver(AlertKind kind, Run run) {
        isOver(run.job(), kind, run);
    }

    private void isOver(String name, AlertKind kind, Run run) {
        var alert = open.remove(new Key(name, kind));
        if (alert != null && alert.isTold()) {
            news.add(new AlertNews(alert, true, run.id(), now));
        }
    }

    /** There is nothing any more that could be so. */
    void forget(String name, AlertKind kind) {
        open.remove(new Key(name, kind));
    }

    /** What occurred again meanwhile and was held back is told now if it is time. */
    void tellWhatWasHeldBack() {
        List.copyOf(open.values()).stream()
                .filter(alert -> alert.isTold() && alert.times() > alert.toldTimes() && isDue(alert.told()))
                .forEach(this::tell);
    }

    /** A time that lies ahead is of a clock that went wrong, and must not silence anything until it comes. */
    private boolean isDue(@Nullable Instant told) {
        return told == null || Duration.between(told, now).abs().compareTo(settings.repeat()) >= 0;
    }

    private void tell(OpenAlert alert) {
        var told = alert.toldAt(now);
        put(told);
        news.add(new AlertNews(told, false, alert.run(), now));
    }

    Decision decision() {
        return new Decision(List.copyOf(open.values()), news);
    }
}
