package io.saddlebag;

import java.util.List;

/** The keys that say when admins are told of something. */
final class AlertKeys {

    static final String HOST = "alert.host";
    static final String PARTIAL_AFTER = "alert.partial-after";
    static final String OVERDUE = "alert.overdue";
    static final String SIZE_CHANGE = "alert.size-change";
    static final String CHANGED_SHARE = "alert.changed-share";
    static final String FREE_SPACE = "alert.free-space";
    static final String REPEAT = "alert.repeat";
    static final String DIGEST = "alert.digest";

    static final List<String> ALL =
            List.of(HOST, PARTIAL_AFTER, OVERDUE, SIZE_CHANGE, CHANGED_SHARE, FREE_SPACE, REPEAT, DIGEST);

    private AlertKeys() {}
}
