package io.saddlebag.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths as one line of printable text, for people: control characters and bytes that are not text are escaped. */
public final class DisplayPath {

    private DisplayPath() {}

    /**
     * The path as text: {@code \n}, {@code \t}, {@code \r} and {@code \\} as in Java, other control characters and bytes
     * that are not UTF-8 as {@code \xHH}. The empty path is shown as {@code .}.
     */
    public static String of(Path path) {
        if (PathBytes.isText(path) && isPlain(path.toString())) {
            return path.toString();
        }
        var bytes = PathBytes.of(path);
        return bytes.length == 0 ? "." : escape(bytes);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || Character.isISOControl(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String escape(byte[] bytes) {
        var shown = new StringBuilder(bytes.length);
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .forEach(c -> append(shown, c));
        } catch (CharacterCodingException e) {
            for (byte b : bytes) {
                if (b < 0) {
                    shown.append(String.format("\\x%02X", b & 0xFF));
                } else {
                    append(shown, b);
                }
            }
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            case '\\' -> shown.append("\\\\");
            default -> {
                if (Character.isISOControl(c)) {
                    shown.append(String.format("\\x%02X", c));
                } else {
                    shown.append((char) c);
                }
            }
        }
    }
}
