package io.saddlebag;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The environment variables, and the references {@code {{env:NAME}}} to them in values. */
final class Environment {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{env:([^:{}]+)(?::([^{}]*))?}}");

    private final UnaryOperator<@Nullable String> variables;

    Environment(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    static Environment ofProcess() {
        return new Environment(name -> name == null ? null : System.getenv(name));
    }

    /** A variable's value; null where it is not set or empty. */
    @Nullable
    String get(String name) {
        var value = variables.apply(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * A value with its references replaced.
     *
     * @throws IllegalArgumentException when a variable is neither set nor given a default
     */
    String resolve(String value) {
        return REFERENCE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
    }

    private String replacement(java.util.regex.MatchResult reference) {
        var name = reference.group(1);
        var set = get(name);
        if (set != null) {
            return set;
        }
        if (reference.group(2) == null) {
            throw new IllegalArgumentException("needs the environment variable " + name
                    + ", which is not set. Set it, or give a default: {{env:" + name + ":default}}.");
        }
        return reference.group(2);
    }
}
