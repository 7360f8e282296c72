package io.saddlebag;

import io.saddlebag.model.SnapshotKind;
import io.saddlebag.retention.Frequency;
import io.saddlebag.retention.KeepRule;
import io.saddlebag.retention.RetentionPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads those entries of one job that say which of its snapshots are kept. */
final class RetentionReader {

    private static final int MOST = 1_000_000;

    private final Map<String, PropertiesFile.Entry> entries;
    private final SettingsReader reader;

    RetentionReader(Map<String, PropertiesFile.Entry> entries, SettingsReader reader) {
        this.entries = entries;
        this.reader = reader;
    }

    /** The policy; without any key one that keeps everything. A rule that means nothing is left out, as a problem. */
    RetentionPolicy read() {
        var zone = value(ScheduleKeys.TIME_ZONE, Values::timeZone);
        var rules = KeepRule.KEYS.stream()
                .map(key -> value(key, text -> rule(key, text)))
                .filter(Objects::nonNull)
                .toList();
        return new RetentionPolicy(rules, zone == null ? ZoneId.systemDefault() : zone);
    }

    private static KeepRule rule(String key, String text) {
        return switch (key) {
            case "keep-within" -> new KeepRule.Within(age(text));
            case "keep-last" -> new KeepRule.Last(count(text));
            case "keep-last-full" -> new KeepRule.LastOfKind(SnapshotKind.FULL, count(text));
            case "keep-last-differential" -> new KeepRule.LastOfKind(SnapshotKind.DIFFERENTIAL, count(text));
            case "keep-last-incremental" -> new KeepRule.LastOfKind(SnapshotKind.INCREMENTAL, count(text));
            case "keep-hourly" -> new KeepRule.NewestOfEach(Frequency.HOURLY, count(text));
            case "keep-daily" -> new KeepRule.NewestOfEach(Frequency.DAILY, count(text));
            case "keep-weekly" -> new KeepRule.NewestOfEach(Frequency.WEEKLY, count(text));
            case "keep-monthly" -> new KeepRule.NewestOfEach(Frequency.MONTHLY, count(text));
            case "keep-yearly" -> new KeepRule.NewestOfEach(Frequency.YEARLY, count(text));
            default -> throw new IllegalStateException("there is no rule for " + key);
        };
    }

    private static Duration age(String text) {
        var age = Values.duration(text);
        if (age.isZero()) {
            throw new IllegalArgumentException("= " + text + " keeps nothing. Leave the key out to keep none by it.");
        }
        return age;
    }

    private static int count(String text) {
        if (text.equals("0")) {
            throw new IllegalArgumentException("= 0 keeps nothing. Leave the key out to keep none by it.");
        }
        return Values.number(text, 1, MOST);
    }

    private <T> @Nullable T value(String key, Function<String, T> parser) {
        var entry = entries.get(key);
        return entry == null ? null : reader.parse(entry, parser);
    }
}
