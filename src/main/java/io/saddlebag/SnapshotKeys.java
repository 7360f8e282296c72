package io.saddlebag;

import io.saddlebag.retention.KeepRule;
import java.util.List;
import java.util.stream.Stream;

/** The keys of a job that takes snapshots. */
final class SnapshotKeys {

    static final String FORMAT = "format";
    static final String COMPRESSION_LEVEL = "compression-level";
    static final String FULL_EVERY = "full-every";
    static final String BETWEEN = "between";

    /** What further sources begin with: {@code source.NAME}. */
    static final String SOURCE_PREFIX = MirrorKeys.SOURCE + ".";

    static final List<String> ALL = Stream.concat(
                    Stream.of(
                            MirrorKeys.SOURCE,
                            MirrorKeys.DESTINATION,
                            FORMAT,
                            COMPRESSION_LEVEL,
                            FULL_EVERY,
                            BETWEEN,
                            ScheduleKeys.TIME_ZONE,
                            MirrorKeys.INCLUDE,
                            MirrorKeys.EXCLUDE,
                            MirrorKeys.EXCLUDE_IF_PRESENT,
                            MirrorKeys.EXCLUDE_CACHES,
                            MirrorKeys.EXCLUDE_LARGER_THAN,
                            MirrorKeys.ONE_FILE_SYSTEM,
                            MirrorKeys.MARKER,
                            MirrorKeys.HARD_LINKS),
                    KeepRule.KEYS.stream())
            .toList();

    private SnapshotKeys() {}
}
