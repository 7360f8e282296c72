package io.saddlebag.snapshot;

import io.saddlebag.archive.Snapshots;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.ManifestHeader.Source;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what kind of snapshot is due. A full is, where nothing else can be built on, where it is time for one, and where another
 * one would compare what cannot be compared.
 */
final class LevelRules {

    private final SnapshotKind between;
    private final Duration fullEvery;
    private final List<Source> sources;
    private final String filters;

    LevelRules(SnapshotKind between, Duration fullEvery, List<Source> sources, String filters) {
        this.between = between;
        this.fullEvery = fullEvery;
        this.sources = List.copyOf(sources);
        this.filters = filters;
    }

    /** Looks at a snapshot that another one may build on. */
    @FunctionalInterface
    interface Inspection {

        /** What is wrong with it or what it builds on; empty when it can be built on. */
        Optional<String> complaint(ManifestHeader base) throws IOException;
    }

    /** What is taken now, of a kind that was asked for or the one that is due. */
    Level decide(Snapshots snapshots, @Nullable SnapshotKind asked, Instant now, Inspection inspection)
            throws IOException {
        if (asked == SnapshotKind.FULL) {
            return full("a full was asked for");
        }
        var full = snapshots.latestFull();
        var latest = snapshots.latest();
        if (full.isEmpty() || latest.isEmpty()) {
            return full(snapshots.damaged().isEmpty() ? "there is no full yet" : "there is no full that can be read");
        }
        var changed = changed(latest.get(), full.get());
        if (changed.isPresent()) {
            return full(changed.get());
        }
        if (asked == null && !full.get().started().plus(fullEvery).isAfter(now)) {
            return full("the full " + full.get().id() + " is older than " + words(fullEvery));
        }
        if (asked == null && !full.get().started().minus(fullEvery).isBefore(now)) {
            return full("the clock was set back since the full " + full.get().id());
        }
        var kind = asked == null ? between : asked;
        var base = kind == SnapshotKind.INCREMENTAL ? latest.get() : full.get();
        var unreadable = kind == SnapshotKind.INCREMENTAL ? unreadable(snapshots, base) : Optional.<String>empty();
        var complaint = unreadable.isPresent() ? unreadable : inspection.complaint(base);
        if (complaint.isPresent()) {
            return full(complaint.get());
        }
        var lost = base.equals(latest.get()) ? Optional.<String>empty() : inspection.complaint(latest.get());
        var reason = asked == null ? "between = " + kind.text() : "it was asked for";
        return new Level(kind, base, lost.orElse(reason), lost.isPresent());
    }

    private Optional<String> changed(ManifestHeader latest, ManifestHeader full) {
        if (!sources.equals(latest.sources()) || !sources.equals(full.sources())) {
            return Optional.of("the sources are others than those of " + latest.id());
        }
        return filters.equals(latest.filters()) && filters.equals(full.filters())
                ? Optional.empty()
                : Optional.of("the filters are others than those of " + latest.id());
    }

    /** One that cannot be read and came after the base may have been what the next one has to build on. */
    private static Optional<String> unreadable(Snapshots snapshots, ManifestHeader base) {
        return snapshots.damaged().stream()
                .filter(damaged -> damaged.id().start().isAfter(base.id().start()))
                .findFirst()
                .map(damaged -> damaged.id() + " cannot be built on: " + damaged.message());
    }

    private static Level full(String reason) {
        return new Level(SnapshotKind.FULL, null, reason, true);
    }

    private static String words(Duration duration) {
        return duration.toDays() > 0 && duration.toDaysPart() * 24L == duration.toHours()
                ? duration.toDays() + "d"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
