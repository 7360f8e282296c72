package io.saddlebag.retention;

import io.saddlebag.model.SnapshotKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One rule of a retention policy. A snapshot is kept that any rule keeps. The rules are applied in the order of {@link #KEYS},
 * each to the snapshots from the newest to the oldest.
 */
public sealed interface KeepRule {

    /** The keys of all rules as they stand after {@code job.NAME.}, in the order in which the rules are applied. */
    List<String> KEYS = List.of(
            "keep-within",
            "keep-last",
            "keep-last-full",
            "keep-last-differential",
            "keep-last-incremental",
            "keep-hourly",
            "keep-daily",
            "keep-weekly",
            "keep-monthly",
            "keep-yearly");

    /** One of {@link #KEYS}; a policy has one rule of a key at most. */
    String key();

    /** Adds its reasons to the snapshots that it keeps. */
    void applyTo(Selection selection);

    /** In reasons: the key without its first word. */
    default String text() {
        return key().substring("keep-".length()).replace('-', ' ');
    }

    /**
     * Keeps what is not older.
     *
     * @param age more than nothing; a day is 24 hours, whatever the calendar says
     */
    record Within(Duration age) implements KeepRule {

        private static final List<Map.Entry<ChronoUnit, String>> UNITS = List.of(
                Map.entry(ChronoUnit.DAYS, "d"),
                Map.entry(ChronoUnit.HOURS, "h"),
                Map.entry(ChronoUnit.MINUTES, "m"),
                Map.entry(ChronoUnit.SECONDS, "s"),
                Map.entry(ChronoUnit.MILLIS, "ms"));

        /** Refuses what keeps nothing. */
        public Within {
            if (age.isNegative() || age.isZero()) {
                throw new IllegalArgumentException("keep-within has to be longer than 0");
            }
        }

        @Override
        public String key() {
            return "keep-within";
        }

        @Override
        public void applyTo(Selection selection) {
            var reason = new KeepReason.Young(words());
            selection.newestFirst().stream()
                    .filter(snapshot -> selection.age(snapshot).compareTo(age) <= 0)
                    .forEach(snapshot -> selection.keep(snapshot, reason));
        }

        private String words() {
            for (var unit : UNITS) {
                long amount = age.dividedBy(unit.getKey().getDuration());
                if (unit.getKey().getDuration().multipliedBy(amount).equals(age)) {
                    return amount + unit.getValue();
                }
            }
            return age.toString();
        }
    }

    /** Keeps the last ones that were taken. */
    record Last(int count) implements KeepRule {

        /** Refuses what keeps nothing. */
        public Last {
            requireSome("keep-last", count);
        }

        @Override
        public String key() {
            return "keep-last";
        }

        @Override
        public void applyTo(Selection selection) {
            selection.keepInTurn(selection.newestFirst(), this, count);
        }
    }

    /** Keeps the last ones of one kind that were taken. */
    record LastOfKind(SnapshotKind kind, int count) implements KeepRule {

        /** Refuses what keeps nothing. */
        public LastOfKind {
            requireSome("keep-last-" + kind.text(), count);
        }

        @Override
        public String key() {
            return "keep-last-" + kind.text();
        }

        @Override
        public void applyTo(Selection selection) {
            var ofKind = selection.newestFirst().stream()
                    .filter(snapshot -> snapshot.kind() == kind)
                    .toList();
            selection.keepInTurn(ofKind, this, count);
        }
    }

    /**
     * Keeps the newest of each period, whatever its kind. What an earlier rule keeps is passed over and not counted. If it does
     * not come to as many as it asks for, it keeps the oldest of all as well.
     */
    record NewestOfEach(Frequency frequency, int count) implements KeepRule {

        /** Refuses what keeps nothing. */
        public NewestOfEach {
            requireSome("keep-" + frequency.text(), count);
        }

        @Override
        public String key() {
            return "keep-" + frequency.text();
        }

        @Override
        public void applyTo(Selection selection) {
            var open = selection.newestOfEach(frequency).stream()
                    .filter(snapshot -> !selection.keeps(snapshot))
                    .toList();
            selection.keepInTurn(open, this, count);
            if (open.size() < count) {
                selection.keepOldest(new KeepReason.Oldest(text(), open.size() + 1, count));
            }
        }
    }

    private static void requireSome(String key, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(key + " has to be at least 1; leave it out to keep none by it");
        }
    }
}
