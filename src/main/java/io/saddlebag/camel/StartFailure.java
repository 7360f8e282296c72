package io.saddlebag.camel;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToCreateRouteFromTemplateException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.jspecify.annotations.Nullable;

/** What an operator is told when Camel does not start: which key, or which job's route of which file, and why. */
final class StartFailure {

    private final List<Throwable> causes = new ArrayList<>();
    private final RouteEngine.Plan plan;

    private StartFailure(Throwable failure, RouteEngine.Plan plan) {
        this.plan = plan;
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
    }

    static SaddlebagException of(Exception failure, RouteEngine.Plan plan) {
        return new StartFailure(failure, plan).exception(failure);
    }

    private SaddlebagException exception(Exception failure) {
        for (var cause : causes) {
            if (cause instanceof SaddlebagException meant) {
                return meant;
            }
        }
        var route = causes.stream()
                .map(StartFailure::route)
                .filter(Objects::nonNull)
                .findFirst();
        if (route.isPresent()) {
            return new ConfigurationException(
                    "The route " + place(route.get()) + " cannot be made: " + reason() + wayOut());
        }
        var key = plan.camelProperties().keySet().stream().filter(this::isNamed).findFirst();
        if (key.isPresent()) {
            return new ConfigurationException(
                    key.get() + " = " + plan.camelProperties().get(key.get()) + " cannot be used: " + keyReason());
        }
        return causes.stream().anyMatch(ResolveEndpointFailedException.class::isInstance)
                ? new ConfigurationException("A route cannot be made: " + reason() + wayOut())
                : new SaddlebagException(Outcome.FAILED, "The routes could not be started: " + reason(), failure);
    }

    private static @Nullable String route(Throwable cause) {
        if (cause instanceof FailedToCreateRouteException failed) {
            return failed.getRouteId();
        }
        if (cause instanceof FailedToCreateRouteFromTemplateException failed) {
            return failed.getRouteId();
        }
        return cause instanceof FailedToStartRouteException failed ? failed.getRouteId() : null;
    }

    /** A route of a job with its file; any other one as it is called. */
    private String place(String id) {
        for (var route : plan.routes()) {
            if (route.id().equals(id)) {
                return route.template() + " of the job " + id.substring(0, id.indexOf('.')) + file(route);
            }
        }
        return id;
    }

    private String file(TemplatedRoute route) {
        return plan.files().stream()
                .filter(file -> (route.template() + "-")
                        .startsWith(String.valueOf(file.getFileName()).replaceFirst("\\..*", "") + "-"))
                .map(file -> " (" + DisplayPath.of(file) + ")")
                .findFirst()
                .orElse("");
    }

    /** Camel has its own spelling of a key: of {@code a-b} it says {@code aB}. */
    private boolean isNamed(String key) {
        return causes.stream()
                .map(cause -> cause instanceof PropertyBindingException wrong
                        ? wrong.getOptionPrefix() + wrong.getOptionKey()
                        : String.valueOf(cause.getMessage()))
                .anyMatch(text -> plain(text).contains(plain(key)));
    }

    private static String plain(String key) {
        return key.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private String keyReason() {
        for (var cause : causes) {
            if (cause instanceof PropertyBindingException) {
                return cause.getCause() == null ? "there is no such option." : "it does not take this value.";
            }
        }
        return reason();
    }

    private String reason() {
        return RouteFailure.reason(causes.get(0));
    }

    private String wayOut() {
        return causes.stream().anyMatch(NoSuchEndpointException.class::isInstance)
                ? " Put the jar of a component that is not shipped, with those it needs, into lib/ext."
                : "";
    }
}
