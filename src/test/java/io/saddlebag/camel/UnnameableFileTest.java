package io.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.PathBytes;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.camel.TypeConversionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnnameableFileTest {

    static final Path NOT_TEXT = PathBytes.toPath(new byte[] {'a', '/', (byte) 0xFF, 'b'});

    @ParameterizedTest
    @ValueSource(classes = {InputStream.class, String.class, byte[].class, File.class})
    void cannotBeWrittenAndSaysWhichFileItIs(Class<?> type) throws Exception {
        try (var context = new DefaultCamelContext()) {
            UnnameableFile.refuseConversions(context.getTypeConverterRegistry());

            assertThatThrownBy(() -> context.getTypeConverter().mandatoryConvertTo(type, new UnnameableFile(NOT_TEXT)))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("a/\\xFFb");
        }
    }
}
