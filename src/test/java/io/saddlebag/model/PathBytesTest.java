package io.saddlebag.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathBytesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a/b/c", "new\nline", "back\\slash", "%41", "ü/é", "\uD83D\uDC2B", "\uFFFD", "?", " "})
    void ofTextAreItsUtf8(String text) {
        assertThat(PathBytes.of(Path.of(text))).isEqualTo(text.getBytes(UTF_8));
        assertThat(PathBytes.toPath(text.getBytes(UTF_8))).isEqualTo(Path.of(text));
    }

    @Test
    void ofTheEmptyPathAreNone() {
        assertThat(PathBytes.of(Path.of(""))).isEmpty();
        assertThat(PathBytes.toPath(new byte[0])).isEqualTo(Path.of(""));
    }

    @Test
    void survivePathsOfAnyBytes() {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            var bytes = new byte[1 + random.nextInt(20)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = anyBut0AndSlash(random);
            }

            assertThat(PathBytes.of(PathBytes.toPath(bytes))).isEqualTo(bytes);
        }
    }

    private static byte anyBut0AndSlash(Random random) {
        byte value = (byte) random.nextInt(256);
        return value == 0 || value == '/' ? (byte) 0xFF : value;
    }

    @Test
    void ofAbsolutePathsBeginWithASlash() {
        var raw = Path.of("/a").resolve(PathBytes.toPath(new byte[] {(byte) 0xFF}));

        assertThat(PathBytes.of(raw)).isEqualTo(new byte[] {'/', 'a', '/', (byte) 0xFF});
        assertThat(PathBytes.isText(raw)).isFalse();
        assertThat(PathBytes.toPath(PathBytes.of(raw))).isEqualTo(raw);
    }

    @Test
    void areShownEscapedToPeople() {
        var raw = PathBytes.toPath(new byte[] {'a', (byte) 0xFF, '\n', '\\'});

        assertThat(DisplayPath.of(raw)).isEqualTo("a\\xFF\\n\\\\");
        assertThat(DisplayPath.of(Path.of("ü\t\u001B[31m"))).isEqualTo("ü\\t\\x1B[31m");
        assertThat(DisplayPath.of(Path.of(""))).isEqualTo(".");
        assertThat(DisplayPath.of(Path.of("/a b"))).isEqualTo("/a b");
    }
}
