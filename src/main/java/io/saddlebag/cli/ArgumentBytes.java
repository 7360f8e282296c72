package io.saddlebag.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.PathBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arguments that name files whose names are not UTF-8. Java replaces each such byte by U+FFFD; here it becomes the lone
 * surrogate U+DC00 and the byte, as in Python (PEP 383), so that {@link #path} finds the name again.
 */
final class ArgumentBytes {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\uFFFD';
    private static final char FIRST = '\uDC80';
    private static final char LAST = '\uDCFF';

    private ArgumentBytes() {}

    /** The arguments of this process as they were given; where the system does not tell, as Java gave them. */
    static String[] recover(String[] arguments) {
        if (String.join("", arguments).indexOf(REPLACEMENT) < 0) {
            return arguments;
        }
        try {
            return recover(arguments, Files.readAllBytes(COMMAND_LINE));
        } catch (IOException e) {
            return arguments;
        }
    }

    /** The same from a command line whose last words are the arguments, each ended by a zero byte. */
    static String[] recover(String[] arguments, byte[] commandLine) {
        var words = words(commandLine);
        int before = words.size() - arguments.length;
        if (before < 0) {
            return arguments;
        }
        var recovered = arguments.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].indexOf(REPLACEMENT) >= 0) {
                recovered[i] = escape(words.get(before + i));
            }
        }
        return recovered;
    }

    private static List<byte[]> words(byte[] commandLine) {
        var words = new ArrayList<byte[]>();
        var word = new ByteArrayOutputStream();
        for (byte b : commandLine) {
            if (b == 0) {
                words.add(word.toByteArray());
                word.reset();
            } else {
                word.write(b);
            }
        }
        return words;
    }

    private static String escape(byte[] bytes) {
        var decoder = UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        for (var result = decoder.decode(in, out, true); result.isError(); result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xDC00 + (in.get() & 0xFF)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /** Whether an argument is text. */
    static boolean isText(String argument) {
        return argument.indexOf(REPLACEMENT) < 0 && argument.codePoints().noneMatch(c -> c >= FIRST && c <= LAST);
    }

    /** The path that an argument names. */
    static Path path(String argument) {
        var bytes = new ByteArrayOutputStream();
        argument.codePoints().forEach(c -> {
            if (c >= FIRST && c <= LAST) {
                bytes.write(c & 0xFF);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
            }
        });
        var relative = bytes.toString(UTF_8).startsWith("/") ? Path.of("/") : Path.of("");
        return relative.resolve(PathBytes.toPath(withoutLeadingSlashes(bytes.toByteArray())));
    }

    private static byte[] withoutLeadingSlashes(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && bytes[start] == '/') {
            start++;
        }
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }
}
