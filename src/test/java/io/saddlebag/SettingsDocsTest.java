package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsDocsTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `((?:job\\.NAME|saddlebag|alert|mail)\\.[a-z-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern SHIPPED_KEY =
            Pattern.compile("^#?((?:job|saddlebag|alert|mail)\\.\\S+) =", Pattern.MULTILINE);

    @Test
    void documentsExactlyTheKeysThatTheCodeKnows() throws Exception {
        assertThat(keys(ROW, Documentation.text())).isEqualTo(known());
    }

    @Test
    void showsEveryKeyInTheShippedFile() throws Exception {
        var shipped = Files.readString(Path.of("application.properties"))
                .replaceAll("job\\.(handbook|inbox|history)\\.", "job.NAME.")
                .replaceAll("\\.source\\.[a-z]+", ".source");

        assertThat(keys(SHIPPED_KEY, shipped)).isEqualTo(known());
    }

    private static Set<String> known() {
        var known = new TreeSet<>(GlobalKeys.ALL);
        var types = JobTypes.read(Path.of("routes"), null);
        for (var name : types.names()) {
            var type = types.find(name);
            if (type != null) {
                type.keys().forEach(key -> known.add("job.NAME." + key));
            }
        }
        return known;
    }

    private static Set<String> keys(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
