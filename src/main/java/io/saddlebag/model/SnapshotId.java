package io.saddlebag.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a snapshot, {@code 2026-11-20T02-00-00Z-full}: when it was started, in UTC, and its kind. Ids are compared by
 * time and then by kind, the order of their text forms' times; which snapshot came last is said by the sequence in the
 * manifests, not by this order.
 *
 * @param start in whole seconds, in the years 0000 to 9999
 */
public record SnapshotId(Instant start, SnapshotKind kind) implements Comparable<SnapshotId> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Comparator<SnapshotId> ORDER =
            Comparator.comparing(SnapshotId::start).thenComparing(SnapshotId::kind);
    private static final int TIME_LENGTH = "2026-11-20T02-00-00Z".length();

    /** Refuses parts of seconds and years that do not have four digits. */
    public SnapshotId {
        int year = start.atOffset(ZoneOffset.UTC).getYear();
        if (start.getNano() != 0 || year < 0 || year > 9999) {
            throw new IllegalArgumentException(start + " cannot be part of a snapshot's id");
        }
    }

    /** The id of a snapshot that is started at a moment, in the second that the moment is in. */
    public static SnapshotId at(Instant moment, SnapshotKind kind) {
        return new SnapshotId(moment.truncatedTo(ChronoUnit.SECONDS), kind);
    }

    /** Reads the text form; empty for every other text, so that strangers in a store's directory are told from snapshots. */
    public static Optional<SnapshotId> parse(String text) {
        for (var kind : SnapshotKind.values()) {
            if (text.length() > TIME_LENGTH && text.substring(TIME_LENGTH).equals("-" + kind.text())) {
                return time(text.substring(0, TIME_LENGTH)).map(start -> new SnapshotId(start, kind));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(SnapshotId other) {
        return ORDER.compare(this, other);
    }

    /** The text form. */
    @Override
    public String toString() {
        return TIME.format(start.atOffset(ZoneOffset.UTC)) + "-" + kind.text();
    }
}
