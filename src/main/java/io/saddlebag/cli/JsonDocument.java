package io.saddlebag.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One JSON document on standard output, written as it grows. Null values are written as null, never left out. */
final class JsonDocument {

    private final JsonGenerator json;

    /** Begins the document, an object. */
    JsonDocument(PrintWriter out) {
        try {
            json = new JsonFactory()
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .createGenerator(out)
                    .useDefaultPrettyPrinter();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(JsonGenerator::writeStartObject);
    }

    /** Text, or null. */
    JsonDocument field(String name, @Nullable String value) {
        return write(generator -> generator.writeStringField(name, value));
    }

    /** A number. */
    JsonDocument field(String name, long value) {
        return write(generator -> generator.writeNumberField(name, value));
    }

    /** A number with a fraction. */
    JsonDocument field(String name, double value) {
        return write(generator -> generator.writeNumberField(name, value));
    }

    /** True or false. */
    JsonDocument field(String name, boolean value) {
        return write(generator -> generator.writeBooleanField(name, value));
    }

    /** A time in ISO 8601, UTC, or null. */
    JsonDocument field(String name, @Nullable Instant value) {
        return field(name, value == null ? null : value.toString());
    }

    /** Null. */
    JsonDocument none(String name) {
        return write(generator -> generator.writeNullField(name));
    }

    /** Begins an object in an array. */
    JsonDocument object() {
        return write(JsonGenerator::writeStartObject);
    }

    /** Begins an object in an object. */
    JsonDocument object(String name) {
        return write(generator -> generator.writeObjectFieldStart(name));
    }

    /** Ends an object. */
    JsonDocument endObject() {
        return write(JsonGenerator::writeEndObject);
    }

    /** Begins an array. */
    JsonDocument array(String name) {
        return write(generator -> generator.writeArrayFieldStart(name));
    }

    /** Text in an array. */
    JsonDocument item(String value) {
        return write(generator -> generator.writeString(value));
    }

    /** Ends an array. */
    JsonDocument endArray() {
        return write(JsonGenerator::writeEndArray);
    }

    /** Ends the document. */
    void end() {
        write(JsonGenerator::writeEndObject);
        write(generator -> generator.writeRaw('\n'));
        write(JsonGenerator::close);
    }

    private JsonDocument write(Step step) {
        try {
            step.on(json);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void on(JsonGenerator generator) throws IOException;
    }
}
