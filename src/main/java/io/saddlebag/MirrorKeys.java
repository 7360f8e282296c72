package io.saddlebag;

import java.util.List;

/** The keys of a job that sweeps. */
final class MirrorKeys {

    static final String SOURCE = "source";
    static final String DESTINATION = "destination";
    static final String INCLUDE = "include";
    static final String EXCLUDE = "exclude";
    static final String DELETE_EXCLUDED = "delete-excluded";
    static final String EXCLUDE_IF_PRESENT = "exclude-if-present";
    static final String EXCLUDE_CACHES = "exclude-caches";
    static final String EXCLUDE_LARGER_THAN = "exclude-larger-than";
    static final String ONE_FILE_SYSTEM = "one-file-system";
    static final String MAX_DELETE = "max-delete";
    static final String MARKER = "marker";
    static final String TRANSFERS = "transfers";
    static final String COMPARE = "compare";
    static final String HARD_LINKS = "hard-links";
    static final String WATCH = "watch";
    static final String SETTLE = "settle";
    static final String SETTLE_MAX = "settle-max";
    static final String POLL = "poll";
    static final String DELETE = "delete";
    static final String VERSIONS = "versions";
    static final String VERSIONS_LAST = "versions-last";

    static final List<String> ALL = List.of(
            SOURCE,
            DESTINATION,
            INCLUDE,
            EXCLUDE,
            DELETE_EXCLUDED,
            EXCLUDE_IF_PRESENT,
            EXCLUDE_CACHES,
            EXCLUDE_LARGER_THAN,
            ONE_FILE_SYSTEM,
            MAX_DELETE,
            MARKER,
            TRANSFERS,
            COMPARE,
            HARD_LINKS,
            WATCH,
            SETTLE,
            SETTLE_MAX,
            POLL,
            DELETE,
            VERSIONS,
            VERSIONS_LAST);

    private MirrorKeys() {}
}
