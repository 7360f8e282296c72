package io.saddlebag.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.PathBytes;
import io.saddlebag.testkit.NastyNames;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ArgumentBytesTest {

    @Test
    void findsEveryNameAgain() {
        for (var name : NastyNames.all()) {
            var absolute = Path.of("/below").resolve(name);

            assertThat(ArgumentBytes.path(recovered(name))).isEqualTo(name);
            assertThat(ArgumentBytes.path(recovered(absolute))).isEqualTo(absolute);
        }
    }

    @Test
    void tellsTextFromBytes() {
        assertThat(ArgumentBytes.isText("caf\u00e9 \ud83d\ude00")).isTrue();
        assertThat(ArgumentBytes.isText(recovered(PathBytes.toPath(new byte[] {'a', (byte) 0xFF}))))
                .isFalse();
    }

    @Test
    void leavesArgumentsAloneWhereTheSystemDoesNotTellThem() {
        var arguments = new String[] {"\ufffd", "b"};

        assertThat(ArgumentBytes.recover(arguments, "java\0".getBytes(UTF_8))).isEqualTo(arguments);
    }

    /** As the launcher's Java gives it: with a replacement for each byte that it cannot read. */
    private static String recovered(Path path) {
        var bytes = PathBytes.of(path);
        var commandLine = new ByteArrayOutputStream();
        commandLine.writeBytes("java\0Main\0".getBytes(UTF_8));
        commandLine.writeBytes(bytes);
        commandLine.write(0);
        return ArgumentBytes.recover(new String[] {new String(bytes, UTF_8)}, commandLine.toByteArray())[0];
    }
}
