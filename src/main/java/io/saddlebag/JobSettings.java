package io.saddlebag;

import io.saddlebag.camel.TemplatedRoute;
import io.saddlebag.mirror.MirrorSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One configured job.
 *
 * @param name the job's name
 * @param type what it is made of
 * @param mirror for a type that sweeps, its settings; else null
 * @param parameters what the type's templates are given, besides the job's name
 */
public record JobSettings(
        String name, JobType type, @Nullable MirrorSettings mirror, Map<String, String> parameters) {

    /** The schedule, if the job has one. */
    public Optional<String> schedule() {
        return Optional.ofNullable(parameters.get("schedule"));
    }

    /**
     * The routes that the job is made of.
     *
     * @param onlyDirect only those that wait to be called
     */
    List<TemplatedRoute> routes(boolean onlyDirect) {
        var values = new HashMap<>(parameters);
        values.put(RouteTemplate.JOB, name);
        return type.templatesFor(values.keySet()).stream()
                .filter(template -> !onlyDirect || template.fromDirect())
                .map(template -> TemplatedRoute.of(name, template.id(), values))
                .toList();
    }
}
