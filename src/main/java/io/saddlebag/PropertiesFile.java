package io.saddlebag;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A properties file in UTF-8 as its entries in order, each with the number of the line that it begins on. */
final class PropertiesFile {

    private final Path path;
    private final List<Entry> entries = new ArrayList<>();

    private PropertiesFile(Path path) {
        this.path = path;
    }

    /**
     * One key and its value.
     *
     * @param line the first line of the entry, from 1
     */
    record Entry(String key, String value, int line) {}

    /** Reads a file. Malformed and duplicate entries are added to the problems and left out. */
    static PropertiesFile read(Path path, Problems problems) {
        var file = new PropertiesFile(path);
        file.parse(text(path).lines().toList(), problems);
        return file;
    }

    Path path() {
        return path;
    }

    List<Entry> entries() {
        return entries;
    }

    private static String text(Path path) {
        try {
            var text = Files.readString(path);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(DisplayPath.of(path)
                    + " does not exist. Name the configuration with --config FILE, or begin with the shipped one.");
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    DisplayPath.of(path) + line(path) + ": this is not a text in UTF-8. Save it in that encoding.");
        } catch (IOException e) {
            throw new ConfigurationException(DisplayPath.of(path) + " cannot be read: "
                    + (Files.isDirectory(path) ? "it is a directory" : Reason.of(e)) + ".");
        }
    }

    /** The line where another encoding shows, {@code :3}; nothing where it cannot be told. */
    static String line(Path path) {
        try (var lines = Files.newBufferedReader(path, ISO_8859_1)) {
            var line = lines.readLine();
            for (int number = 1; line != null; number++) {
                if (!isUtf8(line.getBytes(ISO_8859_1))) {
                    return ":" + number;
                }
                line = lines.readLine();
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void parse(List<String> lines, Problems problems) {
        var firstLines = new HashMap<String, Integer>();
        int next = 0;
        while (next < lines.size()) {
            int first = next;
            var logical = new StringBuilder(lines.get(next++));
            while (!isComment(logical) && isContinued(logical) && next < lines.size()) {
                logical.append('\n').append(lines.get(next++));
            }
            add(logical.toString(), first + 1, firstLines, problems);
        }
    }

    private void add(String logical, int line, Map<String, Integer> firstLines, Problems problems) {
        var parsed = new Properties();
        try {
            parsed.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    path, line, "the escape \\u needs four hexadecimal digits. A backslash itself is written \\\\.");
        }
        for (var key : parsed.stringPropertyNames()) {
            var earlier = firstLines.putIfAbsent(key, line);
            if (earlier == null) {
                entries.add(new Entry(key, parsed.getProperty(key).strip(), line));
            } else {
                problems.add(path, line, key + " is set already in line " + earlier + ". Remove one of the two.");
            }
        }
    }

    private static boolean isComment(CharSequence line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != ' ' && c != '\t' && c != '\f') {
                return c == '#' || c == '!';
            }
        }
        return false;
    }

    private static boolean isContinued(CharSequence line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }
}
