package io.saddlebag.camel;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.RouteTemplateParameterSource;

/** Makes Camel instantiate the templates of the configured jobs. Asked once, while the context starts. */
final class JobTemplates implements RouteTemplateParameterSource {

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
        var parameters = new HashMap<String, Object>(route.parameters());
        parameters.put(TEMPLATE_ID, route.template());
        return parameters;
    }
}
