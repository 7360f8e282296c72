package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.PropertiesFile.Entry;
import io.saddlebag.model.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {

    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    @Test
    void knowsTheFirstLineOfEachEntry() throws Exception {
        var entries = read("\uFEFF# comment \\\na = 1\n\n  b:2\nc = x, \\\n    y, \\\n    z\n! d = 0\r\ne f\n");

        assertThat(entries)
                .containsExactly(
                        new Entry("a", "1", 2),
                        new Entry("b", "2", 4),
                        new Entry("c", "x, y, z", 5),
                        new Entry("e", "f", 9));
    }

    @Test
    void unescapesAsPropertiesDo() throws Exception {
        assertThat(read("a\\ b = \\u00fc\\\\ \\, ü   \nc = d\\\\\ne = f"))
                .containsExactly(new Entry("a b", "ü\\ , ü", 1), new Entry("c", "d\\", 2), new Entry("e", "f", 3));
    }

    @Test
    void saysWhereAnEscapeIsBroken() throws Exception {
        read("a = 1\nb = C:\\users");

        assertThatThrownBy(problems::throwIfAny).hasMessageContaining("application.properties:2: the escape \\u");
    }

    @Test
    void refusesOtherEncodings() {
        assertThatThrownBy(() -> {
                    Files.write(directory.resolve("application.properties"), new byte[] {'\n', 'a', '=', (byte) 0xFC});
                    PropertiesFile.read(directory.resolve("application.properties"), problems);
                })
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("application.properties:2: this is not a text in UTF-8");
    }

    @Test
    void saysThatADirectoryIsNoFileAndNamesItOnOneLine() throws Exception {
        var odd = Files.createDirectory(directory.resolve("a\nb"));

        assertThatThrownBy(() -> PropertiesFile.read(odd, problems))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("a\\nb cannot be read: it is a directory.");
    }

    private List<Entry> read(String text) throws Exception {
        return PropertiesFile.read(Files.writeString(directory.resolve("application.properties"), text), problems)
                .entries();
    }
}
