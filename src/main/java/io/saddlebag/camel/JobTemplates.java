package io.saddlebag.camel;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.spi.RouteTemplateParameterSource;

/**
 * Makes Camel instantiate the templates of the configured jobs, with values as they must be written in a URI. Asked once,
 * while the context starts.
 */
final class JobTemplates implements RouteTemplateParameterSource {

    private static final Pattern ESCAPED = Pattern.compile("%(?=[0-9A-Fa-f]{2})");

    private final Map<String, TemplatedRoute> routes = new LinkedHashMap<>();

    JobTemplates(Collection<TemplatedRoute> routes) {
        routes.forEach(route -> this.routes.put(route.id(), route));
    }

    @Override
    public Set<String> routeIds() {
        return routes.keySet();
    }

    @Override
    public Map<String, Object> parameters(String routeId) {
        var route = routes.get(routeId);
        if (route == null) {
            return Map.of();
        }
        var parameters = new HashMap<String, Object>();
        route.parameters().forEach((name, value) -> parameters.put(name, escape(value)));
        parameters.put(TEMPLATE_ID, route.template());
        return parameters;
    }

    /** Camel decodes a URI once more after it has pasted a value into it, inside RAW as well. */
    static String escape(String value) {
        return ESCAPED.matcher(value).replaceAll("%25");
    }
}
