package io.saddlebag.cli;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Run;
import java.util.List;

/**
 * What a command tells about one run that it carried out.
 *
 * @param run the run
 * @param dryRun whether it only looked
 * @param exitCode what it makes of the process
 * @param findings the first findings
 * @param findingCount how many there were
 */
record RunReport(Run run, boolean dryRun, ExitCode exitCode, List<Finding> findings, long findingCount) {

    /** How many findings are not listed. */
    long more() {
        return findingCount - findings.size();
    }
}
