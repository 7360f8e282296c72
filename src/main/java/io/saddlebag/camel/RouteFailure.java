package io.saddlebag.camel;

import io.saddlebag.tree.Reason;
import java.io.IOException;

/** Why a route failed, in words for people: Camel wraps what happened, and its own words name classes. */
public final class RouteFailure {

    private RouteFailure() {}

    /** A sentence without its beginning, with its full stop. */
    public static String reason(Throwable failure) {
        var deepest = failure;
        for (var cause = failure.getCause(); cause != null && isWorthSaying(cause); cause = cause.getCause()) {
            deepest = cause;
        }
        var message = deepest.getMessage();
        var words =
                deepest instanceof IOException ? Reason.of(deepest) : message == null ? deepest.toString() : message;
        return words.endsWith(".") ? words : words + ".";
    }

    private static boolean isWorthSaying(Throwable cause) {
        return cause instanceof IOException || (cause.getMessage() != null && cause.getCause() != cause);
    }
}
