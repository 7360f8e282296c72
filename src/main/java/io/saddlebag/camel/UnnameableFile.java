package io.saddlebag.camel;

import io.saddlebag.model.DisplayPath;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;
import org.jspecify.annotations.Nullable;

/**
 * The body of a change whose name is not text: {@code backup:deliver} carries it, any other producer fails with a message
 * that names it, because what it would write could not be found again.
 */
final class UnnameableFile {

    private static final List<Class<?>> WRITABLE =
            List.of(InputStream.class, File.class, byte[].class, String.class, Reader.class, ByteBuffer.class);

    private final Path path;

    UnnameableFile(Path path) {
        this.path = path;
    }

    /** Makes every conversion into something that can be written fail. */
    static void refuseConversions(TypeConverterRegistry registry) {
        for (var type : WRITABLE) {
            registry.addTypeConverter(type, UnnameableFile.class, new Refusal());
        }
    }

    @Override
    public String toString() {
        return "the name of " + DisplayPath.of(path) + " is not text, so only backup:deliver can carry it";
    }

    private static final class Refusal extends TypeConverterSupport {
        @Override
        public <T> T convertTo(Class<T> type, @Nullable Exchange exchange, Object value) {
            throw new TypeConversionException(value, type, new IllegalArgumentException(value.toString()));
        }
    }
}
