package io.saddlebag;

import java.util.List;
import java.util.stream.Stream;

/** The keys that concern the whole program. */
final class GlobalKeys {

    static final String HOME = "saddlebag.home";
    static final String ROUTES = "saddlebag.routes";
    static final String DURABILITY = "saddlebag.durability";
    static final String STOP_TIMEOUT = "saddlebag.stop-timeout";

    static final List<String> ALL = Stream.of(
                    List.of(HOME, ROUTES, DURABILITY, STOP_TIMEOUT),
                    AlertKeys.ALL,
                    List.of(MailKeys.RETRY),
                    MailKeys.MAIL)
            .flatMap(List::stream)
            .toList();

    private GlobalKeys() {}
}
