package io.saddlebag.cli;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Run;
import java.util.List;
import java.util.Map;

/**
 * What a command tells about one run that it carried out.
 *
 * @param run the run
 * @param dryRun whether it only looked
 * @param exitCode what it makes of the process
 * @param findings the first findings
 * @param findingCounts how many there were of each severity
 */
record RunReport(
        Run run, boolean dryRun, ExitCode exitCode, List<Finding> findings, Map<Severity, Long> findingCounts) {

    /** How many findings of a severity there were. */
    long count(Severity severity) {
        return findingCounts.getOrDefault(severity, 0L);
    }

    /** How many findings there were altogether. */
    long findingCount() {
        return findingCounts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many findings are not listed. */
    long more() {
        return findingCount() - findings.size();
    }
}
