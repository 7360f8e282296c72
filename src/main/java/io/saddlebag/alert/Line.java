package io.saddlebag.alert;

import java.util.regex.Pattern;

/** Texts from elsewhere as one harmless line: what could end a line or change its direction is escaped, secrets are left out. */
final class Line {

    private static final Pattern CREDENTIALS = Pattern.compile("(://)[^/\\s@]+@");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:password|passphrase|passwd|secret|secretkey|accesskey|token)=)(?:RAW\\([^)]*\\)|[^&\\s]+)");

    private Line() {}

    static String of(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(line, c));
        return withoutSecrets(line.toString());
    }

    private static String withoutSecrets(String line) {
        return SECRET.matcher(CREDENTIALS.matcher(line).replaceAll("$1***@")).replaceAll("$1***");
    }

    private static void append(StringBuilder line, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL -> line.append(control(c));
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT, Character.SURROGATE ->
                line.append(String.format("\\u%04X", c));
            default -> line.appendCodePoint(c);
        }
    }

    private static String control(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\x%02X", c);
        };
    }
}
