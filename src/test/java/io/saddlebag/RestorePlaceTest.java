package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a restore may write, and what it never deletes there. */
final class RestorePlaceTest {

    @TempDir
    private Path directory;

    private Settings settings;

    @BeforeEach
    void configure() throws IOException {
        for (var name : new String[] {"src", "dst", "all/in", "collected"}) {
            Files.createDirectories(directory.resolve(name));
        }
        settings = new ConfigurationFile(directory).read(ConfigurationFile.MIRROR + """
                        job.inbox.type = collect
                        job.inbox.source = all/in
                        job.inbox.destination = collected
                        """);
    }

    private RestorePlace at(String place) {
        var mirror = ConfigurationFile.mirrorOf("documents", settings);
        return RestorePlace.of(directory.resolve(place), mirror, settings);
    }

    @Test
    void refusesTheDestinationsOfAllTypesOfJobs() {
        assertThatThrownBy(() -> at("dst")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> at("collected/below"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the destination of the job inbox");
    }

    @Test
    void keepsTheSourcesThatItHolds() {
        assertThat(at("all").keeps(Path.of("in"))).isTrue();
        assertThat(at("all").keeps(Path.of("other"))).isFalse();
        assertThat(at("src").keeps(Path.of(""))).isFalse();
    }
}
