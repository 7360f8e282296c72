package io.saddlebag.camel;

import java.util.Map;

/**
 * One route to be made of a template.
 *
 * @param id the route's id
 * @param template the template's id
 * @param parameters values of the template's parameters
 */
public record TemplatedRoute(String id, String template, Map<String, String> parameters) {

    /** The route of a job: its id names both, and no other job's route can have it, since job names hold no dot. */
    public static TemplatedRoute of(String job, String template, Map<String, String> parameters) {
        return new TemplatedRoute(job + "." + template, template, Map.copyOf(parameters));
    }
}
