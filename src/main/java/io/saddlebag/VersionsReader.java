package io.saddlebag;

import io.saddlebag.retention.VersionPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads which versions a job's mirror keeps. */
final class VersionsReader {

    private static final int MOST = 1_000_000;

    private final Map<String, PropertiesFile.Entry> entries;
    private final SettingsReader reader;

    VersionsReader(Map<String, PropertiesFile.Entry> entries, SettingsReader reader) {
        this.entries = entries;
        this.reader = reader;
    }

    /**
     * Problems are added, and no versions are kept then.
     *
     * @param possible whether the job compares and writes a directory
     */
    @Nullable
    VersionPolicy read(boolean possible) {
        var age = value(MirrorKeys.VERSIONS, text -> requirePossible(age(text), possible));
        var last = value(MirrorKeys.VERSIONS_LAST, text -> requirePossible(Values.number(text, 1, MOST), possible));
        return age == null && last == null ? null : new VersionPolicy(age, last == null ? 0 : last);
    }

    private static Duration age(String text) {
        var age = Values.duration(text);
        if (age.isZero()) {
            throw new IllegalArgumentException("= " + text + " keeps nothing. Write a longer time, or remove the key.");
        }
        return age;
    }

    private static <T> T requirePossible(T value, boolean possible) {
        if (!possible) {
            throw new IllegalArgumentException(
                    "has no effect here: versions are kept by a job that delivers to a directory"
                            + " with backup:deliver and compares with it. Remove the key.");
        }
        return value;
    }

    private <T> @Nullable T value(String key, Function<String, T> parser) {
        var entry = entries.get(key);
        return entry == null ? null : reader.parse(entry, parser);
    }
}
