package io.saddlebag;

import io.saddlebag.tree.Selection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what of its sources a job carries. */
final class FilterReader {

    private final Map<String, PropertiesFile.Entry> entries;
    private final SettingsReader reader;

    FilterReader(Map<String, PropertiesFile.Entry> entries, SettingsReader reader) {
        this.entries = entries;
        this.reader = reader;
    }

    List<String> include() {
        return value(MirrorKeys.INCLUDE, Values::patterns, List.<String>of());
    }

    List<String> exclude() {
        return value(MirrorKeys.EXCLUDE, Values::patterns, List.<String>of());
    }

    Selection selection() {
        return new Selection(
                Selection.DEFAULT.ignoreFiles(),
                value(MirrorKeys.EXCLUDE_IF_PRESENT, Values::names, List.<String>of()),
                value(MirrorKeys.EXCLUDE_CACHES, Values::yesOrNo, false),
                value(MirrorKeys.EXCLUDE_LARGER_THAN, Values::size, Selection.DEFAULT.largest()),
                value(MirrorKeys.ONE_FILE_SYSTEM, Values::yesOrNo, false));
    }

    private <T> T value(String key, Function<String, T> parser, T fallback) {
        var entry = entries.get(key);
        var value = entry == null ? null : reader.parse(entry, parser);
        return value == null ? fallback : value;
    }
}
