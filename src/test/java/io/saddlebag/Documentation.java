package io.saddlebag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What docs/configuration.md says. */
final class Documentation {

    private Documentation() {}

    static String text() throws IOException {
        return Files.readString(Path.of("docs/configuration.md"));
    }

    /** The first fenced block of a language that contains something. */
    static String block(String language, String contained) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text())
                .results()
                .map(match -> match.group(1))
                .filter(block -> block.contains(contained))
                .findFirst()
                .orElseThrow();
    }
}
