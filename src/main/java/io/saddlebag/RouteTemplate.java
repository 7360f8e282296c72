package io.saddlebag;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration needs to know of a route template.
 *
 * @param id the template's id
 * @param parameters what it takes
 * @param from the scheme that its route consumes from
 * @param direct for a route from {@code direct:}, the name as written
 * @param operations the operations of {@code backup:} that it calls
 */
record RouteTemplate(
        String id, List<Parameter> parameters, String from, Optional<String> direct, Set<String> operations) {

    /** The parameter that every template is given: the job's name. */
    static final String JOB = "job";

    /**
     * One parameter of a template.
     *
     * @param required whether there is no route without it
     */
    record Parameter(String name, boolean required) {}

    /** The names of the parameters that a job sets, all or the required ones. */
    List<String> parameterNames(boolean onlyRequired) {
        return parameters.stream()
                .filter(parameter -> !onlyRequired || parameter.required())
                .map(Parameter::name)
                .filter(name -> !name.equals(JOB))
                .toList();
    }

    boolean fromDirect() {
        return from.equals("direct");
    }

    boolean isEntry() {
        return direct.filter(name -> name.equals("{{" + JOB + "}}")).isPresent();
    }

    boolean collects() {
        return operations.contains("collect");
    }

    boolean isDeliverRoute() {
        return direct.filter(name -> name.equals("{{" + JOB + "}}-deliver")).isPresent();
    }
}
