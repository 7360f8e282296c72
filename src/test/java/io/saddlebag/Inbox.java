package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Change;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A collect job on real directories, through the shipped routes. Each poll is a start of the application of its own. */
final class Inbox {

    static final Instant LONG_AGO = Instant.parse("2020-01-01T12:00:00.123456789Z");
    private static final String JOB = "inbox";

    final Path source;
    final Path destination;
    final Path home;
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Path directory;
    private String lines = "";

    private Inbox(Path directory, String sourceName) throws IOException {
        this.directory = directory;
        this.source = Files.createDirectories(directory.resolve(sourceName));
        this.destination = directory.resolve("destination");
        this.home = directory.resolve("home");
    }

    static Inbox in(Path directory) throws IOException {
        return new Inbox(directory, "source");
    }

    static Inbox of(Path directory, String sourceName) throws IOException {
        return new Inbox(directory, sourceName);
    }

    Inbox with(String... keys) {
        lines = Stream.of(keys).map(key -> "job.inbox." + key + "\n").reduce("", String::concat);
        return this;
    }

    Settings settings() throws IOException {
        var text = "saddlebag.home = %s%njob.inbox.type = collect%njob.inbox.source = %s%njob.inbox.destination = %s%n"
                .formatted(home, source, destination);
        var file = Files.writeString(directory.resolve("application.properties"), text + lines);
        return new SettingsReader(file, new Environment(name -> null), Path.of("routes")).read();
    }

    Application start() throws IOException {
        return Application.forCommand(settings(), List.of(JOB));
    }

    Run collect() throws IOException {
        return collect(false, false);
    }

    Run collect(boolean dryRun, boolean newDestination) throws IOException {
        try (var application = start()) {
            return collect(application, dryRun, newDestination);
        }
    }

    Run collect(Application application, boolean dryRun, boolean newDestination) {
        findings.clear();
        changes.clear();
        return application.run(JOB, new RunOptions(dryRun, false, newDestination, false, () -> false, new Heard()));
    }

    Run collectWell() throws IOException {
        var run = collect();
        assertThat(run.outcome()).as("%s %s", run.message(), findings).isEqualTo(Outcome.DONE);
        return run;
    }

    Path write(String name, String content) throws IOException {
        return write(source.resolve(name), content);
    }

    /** A file that was left alone for long. */
    static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        return file;
    }

    Path at(String name) {
        return destination.resolve(name);
    }

    private final class Heard implements Progress {

        @Override
        public void done(Change change, long bytes) {
            changes.add(change);
        }

        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }
    }
}
