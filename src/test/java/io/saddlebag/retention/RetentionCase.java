package io.saddlebag.retention;

import static java.util.stream.Collectors.joining;

import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A named table of snapshots and what becomes of them. The first lines say what it shows, when and where it is, and the rules.
 * Every line below the empty one is a snapshot, in the order in which they were taken: its id, {@code partial}, its base if that
 * is not the one before (of a differential the last full), and behind a bar why it is kept.
 */
record RetentionCase(List<String> head, Instant now, RetentionPolicy policy, List<Row> rows) {

    private static final Path TABLES = Path.of("src/test/resources/io/saddlebag/retention");

    record Row(String given, Candidate snapshot) {}

    static List<Path> tables() throws IOException {
        try (var files = Files.list(TABLES)) {
            return files.sorted().toList();
        }
    }

    static RetentionCase read(Path table) throws IOException {
        var lines = Files.readAllLines(table);
        var head = lines.subList(0, lines.indexOf(""));
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(head.size() + 1, lines.size())) {
            var given = line.replaceFirst(" *\\|.*", "");
            rows.add(new Row(given, snapshot(given.split(" +"), rows)));
        }
        var zone = ZoneId.of(head.get(2).substring("zone ".length()));
        var rules =
                head.subList(3, head.size()).stream().map(RetentionCase::rule).toList();
        var now = Instant.parse(head.get(1).substring("now ".length()));
        return new RetentionCase(head, now, new RetentionPolicy(rules, zone), rows);
    }

    /** The table as it should be, with the decisions that were made. */
    String table() {
        var decisions = policy.decide(rows.stream().map(Row::snapshot).toList(), now);
        int width = rows.stream().mapToInt(row -> row.given().length()).max().orElse(1);
        var body = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            var outcome = decisions.get(i).kept() ? decisions.get(i).text() : "REMOVED";
            body.add(String.format(
                    Locale.ROOT, "%-" + width + "s | %s", rows.get(i).given(), outcome));
        }
        return String.join("\n", head) + "\n\n" + body.stream().collect(joining("\n")) + "\n";
    }

    private static KeepRule rule(String line) {
        var words = line.split(" ");
        if (words[0].equals("keep-within")) {
            return new KeepRule.Within(Duration.parse(
                    words[1].endsWith("d")
                            ? "P" + words[1].toUpperCase(Locale.ROOT)
                            : "PT" + words[1].toUpperCase(Locale.ROOT)));
        }
        int count = Integer.parseInt(words[1]);
        return Rules.counting().stream()
                .map(counting -> counting.of(count))
                .filter(rule -> rule.key().equals(words[0]))
                .findFirst()
                .orElseThrow();
    }

    private static Candidate snapshot(String[] words, List<Row> earlier) {
        var id = SnapshotId.parse(words[0]).orElseThrow();
        var base = base(id.kind(), earlier);
        boolean complete = true;
        for (int i = 1; i < words.length; i++) {
            complete &= !words[i].equals("partial");
            if (words[i].startsWith("base=")) {
                base = SnapshotId.parse(words[i].substring("base=".length())).orElse(null);
            }
        }
        return new Candidate(id, earlier.size() + 1, id.start(), base, complete);
    }

    private static @Nullable SnapshotId base(SnapshotKind kind, List<Row> earlier) {
        return switch (kind) {
            case FULL -> null;
            case INCREMENTAL -> last(earlier);
            case DIFFERENTIAL ->
                last(earlier.stream()
                        .filter(row -> row.snapshot().kind() == SnapshotKind.FULL)
                        .toList());
        };
    }

    private static @Nullable SnapshotId last(List<Row> rows) {
        return rows.isEmpty() ? null : rows.get(rows.size() - 1).snapshot().id();
    }
}
