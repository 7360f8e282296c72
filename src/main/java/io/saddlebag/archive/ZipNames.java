package io.saddlebag.archive;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.PathBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What entries of a zip are called. A name that is not UTF-8, has control characters (which unzip leaves out) or ends like a
 * VMS version (which unzip cuts off) is replaced: each byte that is at fault by an underscore, and at the end a tilde and
 * half the SHA-256 of the path. So are names that already look like that, which keeps all of them apart.
 */
final class ZipNames {

    private static final Pattern UNFIT = Pattern.compile("[\\x00-\\x1f\\x7f]|;[0-9]*(/|$)|~[0-9a-f]{16}$");
    private static final Pattern REPLACEMENT = Pattern.compile("~[0-9a-f]{16}$");
    private static final int LONGEST = 255;
    private static final int DIGEST_BYTES = 8;
    private static final int SUFFIX = 1 + 2 * DIGEST_BYTES;

    private ZipNames() {}

    /** The name that a path has instead of its own; null where it has its own. */
    static @Nullable String as(Path path) {
        var bytes = PathBytes.of(path);
        if (isPlain(bytes)) {
            return null;
        }
        var text = text(bytes);
        return text != null && !UNFIT.matcher(text).find() ? null : replacement(bytes);
    }

    /** Most names: none of their bytes can be at fault. */
    private static boolean isPlain(byte[] path) {
        for (byte b : path) {
            if (b < ' ' || b == ';' || b == '~' || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** What the entry that holds a content is called. */
    static byte[] of(ManifestEntry wanted) {
        var as = Objects.requireNonNull(wanted.held()).as();
        return PathBytes.of(as == null ? wanted.path() : as);
    }

    /** Whether a name stands for another one. */
    static boolean isReplacement(byte[] name) {
        return REPLACEMENT.matcher(new String(name, StandardCharsets.UTF_8)).find();
    }

    /** The name of a path, whichever it is. */
    static byte[] of(Path path, @Nullable String as) {
        return as == null ? PathBytes.of(path) : as.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String replacement(byte[] path) {
        var name = new ByteArrayOutputStream();
        for (int start = 0; start <= path.length; ) {
            int end = start;
            while (end < path.length && path[end] != '/') {
                end++;
            }
            boolean last = end == path.length;
            name.writeBytes(plain(Arrays.copyOfRange(path, start, end), last ? LONGEST - SUFFIX : LONGEST));
            if (!last) {
                name.write('/');
            }
            start = end + 1;
        }
        var digest = Sha256.begin().digest(path);
        return name.toString(StandardCharsets.UTF_8) + "~" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    /** A component in ASCII, so that it can be cut anywhere, where it is not good UTF-8 without control characters. */
    private static byte[] plain(byte[] component, int longest) {
        var text = text(component);
        boolean fits = text != null
                && component.length <= longest
                && !UNFIT.matcher(text).find();
        var result = component.clone();
        for (int i = 0; !fits && i < result.length; i++) {
            if (result[i] < ' ' || result[i] == 0x7F || result[i] == ';') {
                result[i] = '_';
            }
        }
        return result.length <= longest ? result : Arrays.copyOf(result, longest);
    }
}
