package io.saddlebag.alert;

import java.util.List;

/** A message as an HTML document that loads nothing. */
final class HtmlForm {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>%s</title>
            </head>
            <body style="font-family: sans-serif; max-width: 50em">
            """;

    private HtmlForm() {}

    static String of(String subject, List<Section> sections, String footer) {
        var html = new StringBuilder(HEAD.formatted(escape(subject)));
        if (sections.size() > 1) {
            html.append("<ul>\n");
            sections.forEach(section -> html.append(element("li", section.title())));
            html.append("</ul>\n");
        }
        sections.forEach(section -> write(section, html));
        return html.append("<hr>\n")
                .append(element("p", footer))
                .append("</body>\n</html>\n")
                .toString();
    }

    private static void write(Section section, StringBuilder html) {
        html.append(element("h2", section.title()));
        section.sentences().forEach(sentence -> html.append(element("p", sentence)));
        html.append("<table>\n");
        for (var fact : section.facts()) {
            html.append("<tr><th align=\"left\">")
                    .append(escape(fact.name()))
                    .append("</th><td>")
                    .append(escape(fact.value()))
                    .append("</td></tr>\n");
        }
        html.append("</table>\n");
        writePaths(section, html);
        writeSteps(section, html);
    }

    private static void writePaths(Section section, StringBuilder html) {
        if (section.paths().isEmpty()) {
            return;
        }
        html.append("<h3>Paths</h3>\n<ul>\n");
        for (var path : section.paths()) {
            html.append("<li><code>")
                    .append(escape(path.path()))
                    .append("</code>: ")
                    .append(escape(path.reason()))
                    .append("</li>\n");
        }
        html.append("</ul>\n");
        if (section.more() > 0) {
            html.append(element("p", TextForm.more(section)));
        }
    }

    private static void writeSteps(Section section, StringBuilder html) {
        if (section.steps().isEmpty()) {
            return;
        }
        html.append("<h3>What to do now</h3>\n<ul>\n");
        for (var step : section.steps()) {
            html.append("<li>").append(escape(step.sentence()));
            if (step.command() != null) {
                html.append("<br><code>").append(escape(step.command())).append("</code>");
            }
            html.append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
