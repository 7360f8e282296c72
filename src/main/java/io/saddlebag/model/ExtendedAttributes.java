package io.saddlebag.model;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The extended attributes of one file or directory that are carried, by their names as xattr(7) has them: {@code user.colour},
 * {@code security.capability}. Never changed.
 */
public final class ExtendedAttributes {

    /** No attributes. */
    public static final ExtendedAttributes NONE = new ExtendedAttributes(Map.of());

    private final Map<String, ByteBuffer> values;

    private ExtendedAttributes(Map<String, ByteBuffer> values) {
        this.values = values;
    }

    /** These attributes. */
    public static ExtendedAttributes of(Map<String, byte[]> values) {
        var copied = new TreeMap<String, ByteBuffer>();
        values.forEach(
                (name, value) -> copied.put(name, ByteBuffer.wrap(value.clone()).asReadOnlyBuffer()));
        return new ExtendedAttributes(copied);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The names. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /** The value of an attribute, to be read once; null where there is no such attribute. */
    public @Nullable ByteBuffer value(String name) {
        var value = values.get(name);
        return value == null ? null : value.duplicate();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtendedAttributes attributes && values.equals(attributes.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
