package io.saddlebag.alert;

import java.util.List;
import java.util.Locale;

/** A message as plain text. */
final class TextForm {

    private static final String RULE = "-".repeat(72) + "\n";

    private TextForm() {}

    static String of(List<Section> sections, String footer) {
        var text = new StringBuilder();
        if (sections.size() > 1) {
            sections.forEach(
                    section -> text.append("- ").append(section.title()).append('\n'));
            text.append('\n').append(RULE);
        }
        for (var section : sections) {
            write(section, text);
            text.append(RULE);
        }
        return text.append(footer).append('\n').toString();
    }

    private static void write(Section section, StringBuilder text) {
        text.append(section.title()).append("\n\n");
        section.sentences().forEach(sentence -> text.append(sentence).append('\n'));
        text.append('\n');
        for (var fact : section.facts()) {
            text.append(String.format(Locale.ROOT, "%-18s%s\n", fact.name() + ":", fact.value()));
        }
        text.append('\n');
        writePaths(section, text);
        writeSteps(section, text);
    }

    private static void writePaths(Section section, StringBuilder text) {
        if (section.paths().isEmpty()) {
            return;
        }
        text.append("Paths:\n");
        for (var path : section.paths()) {
            text.append("  ")
                    .append(path.path())
                    .append(": ")
                    .append(path.reason())
                    .append('\n');
        }
        if (section.more() > 0) {
            text.append("  ").append(more(section)).append('\n');
        }
        text.append('\n');
    }

    /** {@code and 9,980 more}. */
    static String more(Section section) {
        return String.format(Locale.ROOT, "and %,d more", section.more());
    }

    private static void writeSteps(Section section, StringBuilder text) {
        if (section.steps().isEmpty()) {
            return;
        }
        text.append("What to do now:\n");
        for (var step : section.steps()) {
            text.append("- ").append(step.sentence()).append('\n');
            if (step.command() != null) {
                text.append("    ").append(step.command()).append('\n');
            }
        }
        text.append('\n');
    }
}
