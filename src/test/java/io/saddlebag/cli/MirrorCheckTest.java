package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MirrorCheckTest {

    private static final Optional<Run> LEFT_FILES = Optional.of(
            new Run(1, "photos", Instant.EPOCH, Instant.EPOCH, Outcome.DONE, new Counts(0, 0, 0, 5, 0, 0, 0), null));

    @TempDir
    private Path directory;

    private Path source = Path.of("");
    private Path destination = Path.of("");

    @BeforeEach
    void makeTrees() throws Exception {
        source = Files.createDirectory(directory.resolve("source"));
        destination = Files.createDirectory(directory.resolve("destination"));
    }

    @Test
    void findsNothingWrongWithAMirrorThatCanRun() {
        var checks = check(null, Optional.empty());

        assertThat(checks).hasSize(2).allMatch(Check::isOk);
        assertThat(checks.get(1).message()).endsWith(" free");
    }

    @Test
    void findsAMissingSource() throws Exception {
        Files.delete(source);

        assertThat(check(null, Optional.empty()).get(0).result()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void findsAMissingMarker() {
        var marker = check(".mounted", Optional.empty()).get(1);

        assertThat(marker.result()).isEqualTo(ExitCode.FAILED);
        assertThat(marker.message()).contains(".mounted is missing");
    }

    @Test
    void leavesAMissingDestinationToTheFirstRun() throws Exception {
        Files.delete(destination);

        var check = check(null, Optional.empty()).get(1);

        assertThat(check.isOk()).isTrue();
        assertThat(destination).doesNotExist();
    }

    @Test
    void findsADestinationThatWasThereAndIsNot() throws Exception {
        Files.delete(destination);

        assertThat(check(null, LEFT_FILES).get(1).result()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void findsADestinationThatIsEmptyThoughItWasNot() {
        assertThat(check(null, LEFT_FILES).get(1).result()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void findsADestinationThatIsAFile() throws Exception {
        Files.delete(destination);
        Files.createFile(destination);

        assertThat(check(null, Optional.empty()).get(1).result()).isEqualTo(ExitCode.FAILED);
    }

    private List<Check> check(@Nullable String marker, Optional<Run> lastGood) {
        var settings = MirrorSettings.of("photos", source, destination).withMarker(marker);
        return new MirrorCheck(settings, lastGood).checks();
    }
}
