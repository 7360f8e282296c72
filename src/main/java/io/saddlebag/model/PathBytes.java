package io.saddlebag.model;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names as the bytes that the file system holds. {@link Path#toString()} loses what is not text in the platform's
 * encoding; {@link Path#toUri()} does not, and is the way for names that text cannot carry.
 */
public final class PathBytes {

    private static final boolean UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", ""));
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PathBytes() {}

    /** The bytes of a path. */
    public static byte[] of(Path path) {
        var text = path.toString();
        return isFaithful(text) ? text.getBytes(StandardCharsets.UTF_8) : viaUri(path);
    }

    /** The path of these bytes; an absolute one where they begin with a slash. */
    public static Path toPath(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return isFaithful(text) ? Path.of(text) : viaUri(bytes);
    }

    /** Whether the path's text form names the same file, so that it can be passed on as a string. */
    public static boolean isText(Path path) {
        return isFaithful(path.toString());
    }

    private static boolean isFaithful(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD' || (c >= 0x80 && !UTF_8)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] viaUri(Path path) {
        var raw = Path.of("/").resolve(path).toUri().getRawPath();
        int end = raw.length() > 1 && raw.endsWith("/") ? raw.length() - 1 : raw.length();
        var bytes = new ByteArrayOutputStream(end);
        for (int i = path.isAbsolute() ? 0 : 1; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    private static Path viaUri(byte[] bytes) {
        boolean absolute = bytes.length > 0 && bytes[0] == '/';
        var uri = new StringBuilder(bytes.length * 3 + 8).append(absolute ? "file://" : "file:///");
        for (byte b : bytes) {
            if (b == '/') {
                uri.append('/');
            } else {
                uri.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
            }
        }
        var path = Path.of(URI.create(uri.toString()));
        return absolute ? path : Path.of("/").relativize(path);
    }
}
