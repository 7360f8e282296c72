package io.saddlebag;

import java.util.List;

/** The keys that concern the whole program. */
final class GlobalKeys {

    static final String HOME = "saddlebag.home";
    static final String ROUTES = "saddlebag.routes";
    static final String DURABILITY = "saddlebag.durability";
    static final String STOP_TIMEOUT = "saddlebag.stop-timeout";

    static final String OVERDUE = "alert.overdue";

    static final List<String> ALL = List.of(HOME, ROUTES, DURABILITY, STOP_TIMEOUT, OVERDUE);

    private GlobalKeys() {}
}
