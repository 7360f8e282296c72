package io.saddlebag.alert;

import io.saddlebag.model.AlertNews;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Run;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * News, with all that there is to say of them.
 *
 * @param news what is told
 * @param run the run that it is about, or the latest one where the clock alone told; null where there is none any more
 * @param findings those that were kept of the run, the worst first
 * @param totals how many findings of each severity it has, kept or not
 * @param lastGood the job's latest run that did everything, or null
 * @param log the lines of the program's log from the time of the run
 */
public record Told(
        AlertNews news,
        @Nullable Run run,
        List<Finding> findings,
        Map<Severity, Long> totals,
        @Nullable Run lastGood,
        List<String> log) {

    /** The collections are copied. */
    public Told {
        findings = List.copyOf(findings);
        totals = Map.copyOf(totals);
        log = List.copyOf(log);
    }

    Subject subject() {
        return Subject.of(news.alert().name());
    }

    /** The findings that tell of something missing. */
    List<Finding> troubles() {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
    }

    /** How many there are of those, kept or not. */
    long troubleCount() {
        return totals.entrySet().stream()
                .filter(total -> total.getKey() != Severity.NOTE)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long total(Severity severity) {
        return totals.getOrDefault(severity, 0L);
    }
}
