package io.saddlebag.cli;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The findings of a run that are worth showing: the first few, what is missing before what is only noted. Thread-safe. */
final class FirstFindings {

    private static final int LIMIT = 20;

    private final List<Finding> problems = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);

    /** Takes one more; memory stays bounded however many come. */
    synchronized void add(Finding finding) {
        counts.merge(finding.severity(), 1L, Long::sum);
        var list = finding.severity() == Severity.NOTE ? notes : problems;
        if (list.size() < LIMIT) {
            list.add(finding);
        }
    }

    /** The first ones. */
    synchronized List<Finding> list() {
        var first = new ArrayList<>(problems);
        first.addAll(notes.subList(0, Math.min(notes.size(), LIMIT - problems.size())));
        return first;
    }

    /** How many there were of each severity. */
    synchronized Map<Severity, Long> counts() {
        return new EnumMap<>(counts);
    }
}
