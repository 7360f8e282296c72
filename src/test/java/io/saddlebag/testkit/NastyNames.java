package io.saddlebag.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.PathBytes;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;

/** File names that break programs, and a seeded supply of names among which each of them comes up early. */
public final class NastyNames {

    private static final int LONGEST = 255;

    private static final List<String> TEXTS = List.of(
            "line\nbreak",
            "\nbegins and ends\n",
            "tab\there",
            "carriage\rreturn",
            "control\u0001\u001b[31m\u007f",
            "back\\slash",
            "back\\nslash",
            "-n",
            "--delete",
            ".hidden",
            "..two dots",
            "...",
            " leading space",
            "trailing space ",
            " ",
            "%41",
            "100%",
            "%2F%00%",
            "{{x}}",
            "{{env:HOME}}",
            "${x}",
            "${file:name}",
            "$(touch x)",
            "`touch x`",
            "*",
            "?",
            "[a-z]",
            "{a,b}",
            "a;b&c|d>e",
            "'single'",
            "\"double\"",
            "~",
            "#hash",
            "!bang",
            "a:b",
            "x?y=1&z=2",
            "key=value,other",
            "NUL.txt",
            ".saddlebag-0123.tmp",
            "saddlebag-0123456789abcdef.tmp",
            "caf\u00e9",
            "cafe\u0301",
            "\u212b",
            "\u00c5",
            "Case",
            "case",
            "\u0130stanbul",
            "\ud83d\ude00",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\u202egnp.exe",
            "\ufeffmark",
            "\ufffd",
            "\u2028separator",
            "x".repeat(LONGEST),
            "\u00e9".repeat(127) + "y");

    private static final List<byte[]> NOT_TEXT = List.of(
            bytes(0xFF, 0xFE),
            bytes(0xC3),
            bytes('a', 0x80, 'b'),
            bytes('l', 'a', 't', 'i', 'n', 0xE9),
            bytes(0xED, 0xA0, 0x80),
            bytes(0xC0, 0xAF),
            bytes(0xF5, 0x80, 0x80, 0x80),
            bytes('\n', 0xFF, '\\', '%', '4', '1'),
            filled(0xFF));

    private final Random random;
    private final Queue<byte[]> notYetUsed;
    private int serial;

    NastyNames(Random random) {
        this.random = random;
        var shuffled = new ArrayList<>(bytes().toList());
        Collections.shuffle(shuffled, random);
        this.notYetUsed = new ArrayDeque<>(shuffled);
    }

    /** All of them, as relative paths of one component. */
    public static List<Path> all() {
        return bytes().map(PathBytes::toPath).toList();
    }

    /** Each nasty name once, in random order; from then on plain ones and nasty ones with a number. */
    Path next() {
        var unused = notYetUsed.poll();
        return PathBytes.toPath(unused != null ? unused : numbered());
    }

    private byte[] numbered() {
        serial++;
        var nasty = bytes().toList().get(random.nextInt(TEXTS.size() + NOT_TEXT.size()));
        var number = ("-" + serial).getBytes(UTF_8);
        if (random.nextBoolean() || nasty.length + number.length > LONGEST) {
            return ("plain-" + serial).getBytes(UTF_8);
        }
        var name = Arrays.copyOf(nasty, nasty.length + number.length);
        System.arraycopy(number, 0, name, nasty.length, number.length);
        return name;
    }

    private static Stream<byte[]> bytes() {
        return Stream.concat(TEXTS.stream().map(text -> text.getBytes(UTF_8)), NOT_TEXT.stream());
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] filled(int value) {
        var bytes = new byte[LONGEST];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
