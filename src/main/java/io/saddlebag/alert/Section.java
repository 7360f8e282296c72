package io.saddlebag.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of one piece of news, whatever its form. All texts are single harmless lines, not yet escaped for HTML.
 *
 * @param title the headline
 * @param sentences what it is about
 * @param facts when it was and what was done
 * @param paths the first paths that are concerned
 * @param more how many further ones there are
 * @param steps what to do now
 */
record Section(
        String title, List<String> sentences, List<Fact> facts, List<Trouble> paths, long more, List<Step> steps) {

    /** A name and a value. */
    record Fact(String name, String value) {}

    /** A path and why it is named. */
    record Trouble(String path, String reason) {}

    /**
     * Something to do.
     *
     * @param command what to enter for it, or null
     */
    record Step(String sentence, @Nullable String command) {}
}
