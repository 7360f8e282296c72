package io.saddlebag;

import io.saddlebag.mirror.Upkeep;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads how a job's mirror is kept up to date. */
final class UpkeepReader {

    private static final Duration LEAST_POLL = Duration.ofSeconds(1);

    private final Map<String, PropertiesFile.Entry> entries;
    private final SettingsReader reader;

    UpkeepReader(Map<String, PropertiesFile.Entry> entries, SettingsReader reader) {
        this.entries = entries;
        this.reader = reader;
    }

    /** Problems are added, and defaults stand in. */
    Upkeep read(JobType type) {
        boolean watching = value(MirrorKeys.WATCH, text -> watching(text, type), false);
        var settle = value(MirrorKeys.SETTLE, Values::duration, Upkeep.DEFAULT.settle());
        var settleMax = value(
                MirrorKeys.SETTLE_MAX, text -> settleMax(text, settle), later(Upkeep.DEFAULT.settleMax(), settle));
        var poll = value(MirrorKeys.POLL, UpkeepReader::poll, Upkeep.DEFAULT.poll());
        boolean deleting = value(MirrorKeys.DELETE, text -> Values.oneOf(text, Delete.class), Delete.PROPAGATE)
                == Delete.PROPAGATE;
        return new Upkeep(watching, settle, settleMax, poll, deleting);
    }

    private static boolean watching(String text, JobType type) {
        boolean watching = Values.yesOrNo(text);
        if (watching && !type.watches()) {
            throw new IllegalArgumentException("= true does nothing for a job of the type " + type.name()
                    + ": none of its templates begins with backup:watch.");
        }
        return watching;
    }

    private static Duration settleMax(String text, Duration settle) {
        var longest = Values.duration(text);
        if (longest.compareTo(settle) < 0) {
            throw new IllegalArgumentException("= " + text + " is shorter than settle.");
        }
        return longest;
    }

    private static Duration poll(String text) {
        var poll = Values.duration(text);
        if (poll.compareTo(LEAST_POLL) < 0) {
            throw new IllegalArgumentException("= " + text + " is too short. Write 1s or more.");
        }
        return poll;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private <T> T value(String key, Function<String, T> parser, T fallback) {
        var entry = entries.get(key);
        var value = entry == null ? null : reader.parse(entry, parser);
        return value == null ? fallback : value;
    }

    private enum Delete {
        PROPAGATE,
        KEEP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
