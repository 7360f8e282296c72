package io.saddlebag;

import io.saddlebag.alert.AlertSettings;
import io.saddlebag.mirror.Durability;
import io.saddlebag.model.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The configuration: typed, checked, parsed once. What is wrong with it is said all at once, one line for each, with key,
 * file and line.
 *
 * @param home where catalog and locks are, absolute
 * @param types what jobs can be made of
 * @param durability when delivered files are flushed
 * @param stopTimeout how long a stop waits for the file in hand
 * @param alerts when admins are told of something
 * @param messaging how the admins are told
 * @param jobs the jobs in the order of the file
 * @param camel all keys {@code camel.*}, for camel-main
 */
public record Settings(
        Path home,
        JobTypes types,
        Durability durability,
        Duration stopTimeout,
        AlertSettings alerts,
        Messaging messaging,
        List<JobSettings> jobs,
        Map<String, String> camel) {

    /** The settings of a file; a {@link ConfigurationException} says what is wrong with it. */
    public static Settings load(Path file) {
        return new SettingsReader(file, Environment.ofProcess(), JobTypes.shipped()).read();
    }

    /**
     * The settings of a mirror that no file configures. Its name is made of the two paths, so that the next run of the
     * same two finds the states of this one.
     *
     * @param hardLinks whether names of one file stay names of one file
     * @param home where catalog and locks are; see {@link #adHocHome()}
     */
    public static Settings adHoc(Path source, Path destination, MirrorFilters filters, boolean hardLinks, Path home) {
        return AdHocMirror.settings(source, destination, filters, hardLinks, home, JobTypes.shipped());
    }

    /** Where an ad-hoc mirror keeps its catalog: {@code $SADDLEBAG_HOME}, or a directory of the user's. */
    public static Path adHocHome() {
        return AdHocMirror.home(Environment.ofProcess());
    }

    /** The same with another place for catalog and locks. */
    Settings withHome(Path other) {
        return new Settings(other, types, durability, stopTimeout, alerts, messaging, jobs, camel);
    }

    /** The same with all mirrors watching their sources. */
    public Settings watched() {
        var watched = jobs.stream().map(JobSettings::watched).toList();
        return new Settings(home, types, durability, stopTimeout, alerts, messaging, watched, camel);
    }

    /** A job by name; a {@link ConfigurationException} when there is none. */
    public JobSettings job(String name) {
        var names = jobs.stream().map(JobSettings::name).toList();
        return jobs.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("There is no job " + name + "."
                        + Nearest.hint(name, names) + " Configured are: " + String.join(", ", names) + "."));
    }
}
