package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapsTest {

    @TempDir
    Path directory;

    private ConfigurationFile file;

    @BeforeEach
    void createTrees() throws Exception {
        directory = directory.toRealPath();
        Files.createDirectories(directory.resolve("src/sub"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("src"));
        file = new ConfigurationFile(directory);
    }

    @Test
    void refuseTheSourceAsDestination() {
        assertThat(file.problems(mirror("a", "src", "link")))
                .containsExactly("3: job.a.destination = " + directory.resolve("link") + " is the source itself, "
                        + directory.resolve("src")
                        + ". Choose another directory.");
    }

    @Test
    void refuseADestinationInTheSourceThroughASymbolicLink() {
        assertThat(file.problems(mirror("a", "src", "link/new/backup")))
                .containsExactly("3: job.a.destination = " + directory.resolve("link/new/backup")
                        + " lies inside the source and would be copied into itself. Choose a"
                        + " directory outside, or exclude it: job.a.exclude = /new/backup/.");
    }

    @Test
    void acceptAnExcludedDestinationInTheSourceAndStayOutOfIt() {
        var settings = file.read(mirror("a", "link", "src/new/backup") + "job.a.exclude = /new/\n");

        assertThat(ConfigurationFile.mirrorOf("a", settings).excludedPaths())
                .containsExactly(directory.resolve("src/new/backup"), directory.resolve("link/new/backup"));
    }

    @Test
    void acceptADestinationThatAnyPatternExcludes() {
        assertThat(file.problems(mirror("a", "src", "src/x/backup") + "job.a.exclude = back*/\n"))
                .isEmpty();
    }

    @Test
    void refuseASourceInTheDestination() {
        assertThat(file.problems(mirror("a", "link/sub", "src")))
                .singleElement()
                .asString()
                .startsWith("3: job.a.destination = " + directory.resolve("src") + " holds the source");
    }

    @Test
    void refuseDestinationsInEachOther() {
        assertThat(file.problems(mirror("a", "one", "src/sub") + mirror("b", "two", "link")))
                .singleElement()
                .asString()
                .startsWith("6: job.b.destination = " + directory.resolve("src") + " overlaps with the destination "
                        + directory.resolve("src/sub") + " of the job a");
    }

    @Test
    void acceptDestinationsThatOnlyBeginAlike() {
        assertThat(file.problems(mirror("a", "one", "backup") + mirror("b", "two", "backup2")))
                .isEmpty();
    }

    @Test
    void acceptADestinationThatIsAnotherJobsSource() {
        assertThat(file.problems(mirror("a", "one", "two") + mirror("b", "two", "three")))
                .isEmpty();
    }

    @Test
    void refuseTheHomeInADestination() {
        assertThat(file.problems("saddlebag.home = link/state\n" + mirror("a", "one", "src")))
                .containsExactly("4: job.a.destination = " + directory.resolve("src") + " holds saddlebag.home = "
                        + directory.resolve("src/state") + ", which would be deleted. Move one of the two.");
    }

    @Test
    void excludeTheHomeFromASource() {
        var settings = file.read("saddlebag.home = link/state\n" + mirror("a", "link", "backup"));

        assertThat(ConfigurationFile.mirrorOf("a", settings).excludedPaths())
                .containsExactly(directory.resolve("src/state"), directory.resolve("link/state"));
    }

    private static String mirror(String job, String source, String destination) {
        return """
                job.%1$s.type = mirror
                job.%1$s.source = %2$s
                job.%1$s.destination = %3$s
                """.formatted(job, source, destination);
    }
}
