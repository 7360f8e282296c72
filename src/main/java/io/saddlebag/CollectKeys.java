package io.saddlebag;

import java.util.List;

/** The keys of a job that collects. */
final class CollectKeys {

    static final String POLL = "poll";
    static final String SETTLE = "settle";
    static final String AFTER = "after";
    static final String ZIP = "zip";

    static final List<String> ALL = List.of(
            MirrorKeys.SOURCE,
            MirrorKeys.DESTINATION,
            MirrorKeys.INCLUDE,
            MirrorKeys.EXCLUDE,
            POLL,
            SETTLE,
            AFTER,
            ZIP);

    private CollectKeys() {}
}
