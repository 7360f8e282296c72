package io.saddlebag;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The keys {@code camel.GROUP.…}. What a group holds camel-main checks; a group that it does not know it ignores. */
final class CamelKeys {

    private static final Set<String> GROUPS = new TreeSet<>(Set.of(
            "beans",
            "component",
            "context",
            "dataformat",
            "debug",
            "devconsole",
            "faulttolerance",
            "globaloptions",
            "health",
            "language",
            "lra",
            "main",
            "management",
            "mdc",
            "metrics",
            "opentelemetry",
            "opentelemetry2",
            "resilience4j",
            "rest",
            "routecontroller",
            "routetemplate",
            "server",
            "ssl",
            "startupcondition",
            "telemetrydev",
            "threadpool",
            "trace",
            "variable",
            "vault"));

    private CamelKeys() {}

    /** Whether camel-main would look at a key. */
    static boolean isKnown(String key) {
        var parts = key.split("\\.", 3);
        return parts.length == 3 && GROUPS.contains(plain(parts[1]).replaceFirst("\\[.*", ""));
    }

    /** What was meant. */
    static String hint(String key) {
        var parts = key.split("\\.", 3);
        return Nearest.hint(parts.length < 2 ? "" : plain(parts[1]), GROUPS)
                + " There are: camel.main.*, camel.component.* and the other groups of camel-main.";
    }

    private static String plain(String group) {
        return group.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
