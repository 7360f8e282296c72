package io.saddlebag.camel;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/** Lets YAML say {@code uri: backup} with the operation and the job among the parameters. */
public final class BackupEndpointUriFactory extends EndpointUriFactorySupport {

    private static final String SYNTAX = ":operation";

    @Override
    public boolean isEnabled(String scheme) {
        return "backup".equals(scheme);
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
        var rest = new HashMap<>(properties);
        var syntax = scheme + SYNTAX;
        var path = buildPathParameter(syntax, syntax, "operation", null, true, rest);
        return buildQueryParameters(path, rest, encode);
    }

    @Override
    public Set<String> propertyNames() {
        return Set.of("operation", "job", "deep");
    }

    @Override
    public Set<String> secretPropertyNames() {
        return Set.of();
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return Map.of();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
