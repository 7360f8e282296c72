package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathBytes;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.NastyNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped collect routes leave out, refuse or wait for: the stock consumer alone would fall for it. */
@Timeout(60)
class CollectRefusalRouteTest {

    @TempDir
    Path directory;

    private Inbox inbox;

    @BeforeEach
    void prepare() throws Exception {
        inbox = Inbox.in(directory);
    }

    @Test
    void namesThatTheConsumerCannotCarryAndSaysSo() throws Exception {
        for (var name : NastyNames.all()) {
            Inbox.write(inbox.source.resolve(name), "content of a nasty name");
        }

        var run = inbox.collect();

        assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
        var named = inbox.findings.stream().map(Finding::path).toList();
        assertThat(NastyNames.all())
                .allSatisfy(name -> assertThat(Files.exists(inbox.destination.resolve(name)) ^ named.contains(name))
                        .as(name.toString())
                        .isTrue());
        assertThat(named).allMatch(name -> isNotUtf8(name) || name.toString().contains("\\"));
    }

    private static boolean isNotUtf8(Path name) {
        return !Arrays.equals(PathBytes.of(name), name.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void toFollowLinks() throws Exception {
        inbox.write("d/a", "x");
        Files.createSymbolicLink(inbox.source.resolve("d/loop"), inbox.source);
        Files.createSymbolicLink(inbox.source.resolve("link"), Path.of("d/a"));

        var run = inbox.collectWell();

        assertThat(run.counts().created()).isEqualTo(1);
        assertThat(inbox.findings)
                .extracting(Finding::path)
                .containsExactlyInAnyOrder(Path.of("d/loop"), Path.of("link"));
    }

    @Test
    void toOpenAFifo() throws Exception {
        inbox.write("a", "x");
        Command.run("mkfifo", inbox.source.resolve("pipe"));

        inbox.collectWell();

        assertThat(inbox.at("a")).exists();
        assertThat(inbox.findings).singleElement().returns(Path.of("pipe"), Finding::path);
    }

    @Test
    void temporaryFilesOfItsOwn() throws Exception {
        inbox.write(".saddlebag-0123456789abcdef.tmp", "x");

        inbox.collectWell();

        assertThat(inbox.destination).isEmptyDirectory();
        assertThat(inbox.findings).hasSize(1);
    }

    @Test
    void filesThatAreYoung() throws Exception {
        inbox.with("settle = 1h");
        inbox.write("old", "x");
        Files.writeString(inbox.source.resolve("young"), "x");

        var run = inbox.collectWell();

        assertThat(run.counts().created()).isEqualTo(1);
        assertThat(inbox.at("young")).doesNotExist();
        assertThat(inbox.findings).singleElement().asString().contains("left for a later poll: 1");
    }

    @Test
    void aSourceThatDoesNotExist() throws Exception {
        Files.delete(inbox.source);

        assertThat(inbox.collect().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(inbox.source).doesNotExist();
    }

    @Test
    void aDestinationThatVanishedUntilItIsCalledNew() throws Exception {
        inbox.write("a", "x");
        inbox.collectWell();
        Files.move(inbox.destination, directory.resolve("elsewhere"));

        var run = inbox.collect();

        assertThat(run.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(inbox.destination).doesNotExist();
        assertThat(inbox.collect(false, true).counts().created()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("try") // the lock is only held
    void toRunWhileAnotherRunHoldsTheDestination() throws Exception {
        inbox.write("a", "x");
        Files.createDirectory(inbox.destination);
        var locks = new Locks(inbox.home.resolve("locks"), Clock.systemUTC());
        var name = Locks.destination(inbox.destination.toRealPath().toString());

        try (var held = locks.acquire(List.of(name), false, () -> false)) {
            assertThat(inbox.collect().outcome()).isEqualTo(Outcome.LOCKED);
        }
        inbox.collectWell();
    }
}
