package io.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import io.saddlebag.mirror.CollectJob;
import io.saddlebag.mirror.CollectSettings;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.RunOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer of files with {@code idempotentEager: false} relies on. */
class CatalogRepositoryTest {

    @TempDir
    Path directory;

    private Path source;
    private Catalog catalog;

    @BeforeEach
    void open() throws Exception {
        source = Files.createDirectory(directory.resolve("source"));
        catalog = Catalog.open(directory.resolve("home"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void doesNotContainWhatWasOnlyAskedFor() throws Exception {
        var key = write("a|b\n|c", 1_000);

        polling(repository -> {
            assertThat(repository.contains(key)).isFalse();
            assertThat(repository.contains(key)).isFalse();
        });
    }

    @Test
    void containsWhatWasAddedAtOnceAndAfterARestart() throws Exception {
        var key = write("a|b\n|c", 1_000);

        polling(repository -> {
            deliver(repository, key);
            assertThat(repository.contains(key)).isTrue();
        });

        polling(repository -> assertThat(repository.contains(key)).isTrue());
    }

    @Test
    void addsOnlyWhatWasDelivered() throws Exception {
        var key = write("a", 1_000);

        polling(repository -> {
            assertThat(repository.add(key)).isFalse();
            assertThat(repository.contains(key)).isFalse();
        });
    }

    @Test
    void hasOneVersionOfAPathSoThatAnEarlierOneIsNewAgain() throws Exception {
        var earlier = write("a", 1_000);
        polling(repository -> deliver(repository, earlier));
        var later = write("a", 2_000);
        polling(repository -> deliver(repository, later));

        polling(repository -> {
            assertThat(repository.contains(later)).isTrue();
            assertThat(repository.contains(earlier)).isFalse();
        });
    }

    @Test
    void knowsTheEarlierVersionStillWhenTheLaterOneFailed() throws Exception {
        var earlier = write("a", 1_000);
        polling(repository -> deliver(repository, earlier));
        var later = write("a", 2_000);

        polling(repository -> repository.remove(later));

        polling(repository -> assertThat(repository.contains(earlier)).isTrue());
    }

    @Test
    void saysHowAKeyHasToLook() {
        polling(repository -> assertThatThrownBy(() -> repository.contains("/a/b"))
                .hasMessageContaining("${file:absolute.path}|${file:size}|${file:modified}"));
    }

    private String write(String name, long millis) throws IOException {
        var file = Files.writeString(source.resolve(name), "x");
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
        return file + "|1|" + millis;
    }

    private @Nullable CollectJob current;

    private void polling(Consumer<CatalogRepository> work) {
        var settings = CollectSettings.of(MirrorSettings.of("inbox", source, directory.resolve("destination")));
        var clock = Clock.systemUTC();
        var job = new CollectJob(settings, catalog, new Locks(directory.resolve("locks"), clock), clock);
        current = job;
        var repository = new CatalogRepository(job);
        var once = new boolean[] {true};
        job.poll(RunOptions.DEFAULT, true, () -> {
            if (once[0]) {
                once[0] = false;
                work.accept(repository);
            }
        });
    }

    private void deliver(CatalogRepository repository, String key) {
        try {
            var job = Objects.requireNonNull(current);
            var change = Objects.requireNonNull(job.change(
                    Path.of(key.substring(0, key.lastIndexOf('|', key.lastIndexOf('|') - 1)))));
            job.deliver(change, null);
            assertThat(repository.add(key)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
