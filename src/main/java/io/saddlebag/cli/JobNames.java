package io.saddlebag.cli;

import io.saddlebag.JobSettings;
import io.saddlebag.Settings;
import java.util.Collection;
import java.util.List;

/** Which jobs a command is about. */
final class JobNames {

    private JobNames() {}

    /** All jobs, in the order of the configuration. */
    static List<String> of(Settings settings) {
        return settings.jobs().stream().map(JobSettings::name).toList();
    }

    /** The wanted jobs, each once, in the order wanted; all jobs where none is wanted. */
    static List<String> choose(Collection<String> wanted, Settings settings) {
        return wanted.isEmpty()
                ? of(settings)
                : wanted.stream()
                        .map(name -> settings.job(name).name())
                        .distinct()
                        .toList();
    }
}
