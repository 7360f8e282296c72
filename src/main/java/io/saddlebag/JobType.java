package io.saddlebag;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A type that jobs can have: the templates of the route file of that name.
 *
 * @param name what {@code job.<name>.type} says
 * @param file the route file
 * @param templates what a job of the type is made of
 */
public record JobType(String name, Path file, List<RouteTemplate> templates) {

    /** Whether a run of the type can only look: where a sweep, a poll or a snapshot says what would change, and nowhere else. */
    boolean canLookOnly() {
        return uses("sweep") || collects() || snapshots();
    }

    /** Whether jobs of the type have a source that is swept. */
    public boolean sweeps() {
        return !collects() && !snapshots() && (uses("sweep") || delivers());
    }

    /** Whether jobs of the type take what a consumer of files picks up. */
    public boolean collects() {
        return uses("collect");
    }

    /** Whether jobs of the type take snapshots. */
    public boolean snapshots() {
        return uses("snapshot");
    }

    /** Whether jobs of the type put files into a destination that Saddlebag itself writes. */
    public boolean delivers() {
        return uses("deliver");
    }

    /** Whether a job of the type can watch its source. */
    boolean watches() {
        return parameters().contains(MirrorKeys.WATCH) && uses("watch");
    }

    /** All keys that a job of the type may set. */
    Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        keys.add("type");
        keys.add(MailKeys.HEARTBEAT);
        if (sweeps()) {
            keys.addAll(MirrorKeys.ALL);
        }
        if (collects()) {
            keys.addAll(CollectKeys.ALL);
        }
        if (snapshots()) {
            keys.addAll(SnapshotKeys.ALL);
        }
        keys.addAll(parameters());
        if (keys.contains(ScheduleKeys.SCHEDULE)) {
            keys.add(ScheduleKeys.RUN_MISSED);
        }
        return keys;
    }

    /** What its templates take, besides the job's name. */
    Set<String> parameters() {
        var names = new LinkedHashSet<String>();
        templates.forEach(template -> names.addAll(template.parameterNames(false)));
        return names;
    }

    /**
     * What a job must set: what the template named like the type needs, and for a job that sweeps its deliver route, if
     * what is set already makes none.
     */
    Set<String> requiredParameters(Set<String> set) {
        var names = new LinkedHashSet<String>();
        templates.stream()
                .filter(template -> template.id().equals(name) || (template.isDeliverRoute() && lacksDeliverRoute(set)))
                .forEach(template -> names.addAll(template.parameterNames(true)));
        return names;
    }

    /** The templates that a job with these parameters is made of. */
    List<RouteTemplate> templatesFor(Set<String> parameters) {
        return templates.stream()
                .filter(template -> parameters.containsAll(template.parameterNames(true)))
                .toList();
    }

    /** Whether a run could not be started: the route of the template named like the type has another beginning. */
    boolean lacksEntry() {
        return !collects()
                && templates.stream()
                        .filter(template -> template.id().equals(name))
                        .noneMatch(RouteTemplate::isEntry);
    }

    /** Whether a job would sweep without a route that carries what is found. */
    boolean lacksDeliverRoute(Set<String> parameters) {
        return uses("sweep") && templatesFor(parameters).stream().noneMatch(RouteTemplate::isDeliverRoute);
    }

    private boolean uses(String operation) {
        return templates.stream().anyMatch(template -> template.operations().contains(operation));
    }
}
