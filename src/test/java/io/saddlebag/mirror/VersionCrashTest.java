package io.saddlebag.mirror;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.RunOptions;
import io.saddlebag.restore.MirrorTree;
import io.saddlebag.restore.Overwrite;
import io.saddlebag.restore.Restore;
import io.saddlebag.restore.RestoreRequest;
import io.saddlebag.restore.Walk;
import io.saddlebag.retention.VersionPolicy;
import io.saddlebag.store.Destination;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Fault;
import io.saddlebag.testkit.FaultyDestination;
import io.saddlebag.testkit.ForwardingDestination;
import io.saddlebag.versions.MirrorVersions;
import io.saddlebag.versions.VersionListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination fails at one of its operations, or from then on, while versions are kept: neither the old nor the new is lost. */
class VersionCrashTest {

    @TempDir
    Path directory;

    /** Those of a quick test: each so many-th operation. */
    private static final int STEP = 11;

    @Test
    @Tag("slow")
    void losesNothingWhicheverOperationFails() throws IOException {
        faults(1);
        hiddenSuccesses(1);
        deaths(1);
        faultsWithoutLinks(1);
    }

    @Test
    void losesNothingByAFaultAtAnyOperation() throws IOException {
        faults(STEP);
    }

    private void faults(int step) throws IOException {
        assertThat(atEachOperation("at", step, Fault::at, destination -> destination))
                .isGreaterThan(50);
    }

    @Test
    void losesNothingByAFaultThatHidTheSuccessOfAnyOperation() throws IOException {
        hiddenSuccesses(STEP);
    }

    private void hiddenSuccesses(int step) throws IOException {
        atEachOperation("hidden", step, operation -> Fault.at(operation).afterItsEffect(), destination -> destination);
    }

    @Test
    void losesNothingWhenTheDestinationDiesAtAnyOperation() throws IOException {
        deaths(STEP);
    }

    private void deaths(int step) throws IOException {
        atEachOperation("dead", step, operation -> Fault.at(operation).fromThenOn(), destination -> destination);
    }

    @Test
    void losesNothingWhereFilesHaveOneNameOnly() throws IOException {
        faultsWithoutLinks(STEP);
    }

    private void faultsWithoutLinks(int step) throws IOException {
        atEachOperation("fat", step, operation -> Fault.at(operation).fromThenOn(), WithoutLinks::new);
        atEachOperation("fat-at", step, Fault::at, WithoutLinks::new);
    }

    /** A file system that knows no hard links. */
    private static final class WithoutLinks extends ForwardingDestination {

        private WithoutLinks(Destination real) {
            super(real);
        }

        @Override
        public boolean linkAside(Path existing, Path name) {
            return false;
        }
    }

    private int atEachOperation(String name, int step, IntFunction<Fault> fault, UnaryOperator<Destination> kind)
            throws IOException {
        int operation = 1;
        while (true) {
            var place = Files.createDirectory(directory.resolve(name + operation));
            try (var mirror = Mirror.in(place)) {
                mirror.with(settings -> settings.withVersions(new VersionPolicy(Duration.ofDays(1), 0)));
                if (!failsAndHeals(mirror, fault.apply(operation), kind, place)) {
                    return operation;
                }
            }
            operation += step;
        }
    }

    private static boolean failsAndHeals(Mirror mirror, Fault fault, UnaryOperator<Destination> kind, Path place)
            throws IOException {
        makeTree(mirror);
        mirror.through(root -> kind.apply(new DirectoryDestination(root, false)));
        mirror.sweepWell();
        Command.run("cp", "-a", mirror.source, place.resolve("before"));
        var before = MirrorVersions.knownSince(new DirectoryDestination(mirror.destination, false))
                .orElseThrow();
        changeTree(mirror);
        var faulty = new FaultyDestination(kind.apply(new DirectoryDestination(mirror.destination, false)), fault);
        mirror.through(root -> faulty);
        mirror.sweep();
        comesBack(mirror, before, place, "crashed " + faulty.log());

        mirror.through(root -> kind.apply(new DirectoryDestination(root, false)));
        mirror.sweepWell();
        assertThatMirror(mirror, place).hasSameContentAs(mirror.source);
        comesBack(mirror, before, place, "healed " + faulty.log());
        assertThat(versions(mirror))
                .as("after %s", faulty.log())
                .filteredOn(path -> !path.equals("b/three"))
                .containsExactly("a/one", "a/two", "b/c/four", "link");
        return faulty.fired();
    }

    private static io.saddlebag.testkit.TreeAssert assertThatMirror(Mirror mirror, Path place) throws IOException {
        var copy = place.resolve("copy");
        Command.run("cp", "-a", mirror.destination, copy);
        Command.run("rm", "-r", copy.resolve(".saddlebag-versions"));
        Command.run("touch", "-r", mirror.destination, copy);
        return assertThatTree(copy);
    }

    private static void comesBack(Mirror mirror, Instant moment, Path place, String when) throws IOException {
        var kept = new DirectoryDestination(mirror.destination, false);
        var to = place.resolve(when.split(" ", 2)[0]);
        var walk = Walk.of(RunOptions.DEFAULT, 2, Clock.systemUTC(), Duration.ZERO, found -> {});
        Restore.at(
                        moment,
                        MirrorTree.open(mirror.destination, true),
                        kept,
                        new DirectoryDestination(to, false),
                        new RestoreRequest(List.of(), Overwrite.ALWAYS, false),
                        true,
                        (path, isDirectory) -> false,
                        walk)
                .run();
        assertThatTree(to).as(when).hasSameContentAs(place.resolve("before"));
    }

    /** A file that could not be compared is delivered whole, whatever changed of it: that may make a version of b/three. */
    private static List<String> versions(Mirror mirror) throws IOException {
        var found = new ArrayList<String>();
        new VersionListing(new DirectoryDestination(mirror.destination, false))
                .forEach(Path.of(""), version -> found.add(version.path().toString()));
        found.sort(null);
        return found;
    }

    private static void makeTree(Mirror mirror) throws IOException {
        mirror.write("a/one", "one");
        mirror.write("a/two", "two");
        mirror.write("b/three", "three");
        mirror.write("b/c/four", "four");
        Files.createSymbolicLink(mirror.source.resolve("link"), Path.of("a/one"));
    }

    private static void changeTree(Mirror mirror) throws IOException {
        mirror.write("a/one", "one changed");
        Files.delete(mirror.source.resolve("a/two"));
        mirror.write("a/six", "six");
        Files.setAttribute(mirror.source.resolve("b/three"), "unix:mode", 0600);
        Files.delete(mirror.source.resolve("b/c/four"));
        Files.delete(mirror.source.resolve("b/c"));
        Files.delete(mirror.source.resolve("link"));
        Files.createSymbolicLink(mirror.source.resolve("link"), Path.of("a/two"));
        mirror.write("new/seven", "seven");
    }
}
