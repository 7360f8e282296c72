package io.saddlebag.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FaultyDestinationTest {

    private static final Path FILE = Path.of("file");

    private final InMemoryDestination memory = new InMemoryDestination();

    @Test
    void countsOperationsOfTheDestinationAndItsUploads() throws IOException {
        var destination = new FaultyDestination(memory);

        put(destination, "content");

        assertThat(destination.operations()).isEqualTo(4);
        assertThat(destination.log()).containsExactly("write file", "write into file", "commit file", "close file");
        assertThat(destination.fired()).isFalse();
    }

    @Test
    void failsOneOperationBeforeItsEffect() throws IOException {
        var destination = new FaultyDestination(memory, Fault.at(3));

        assertThatThrownBy(() -> put(destination, "content")).hasMessage("injected fault");
        assertThat(memory.stat(FILE)).isNull();
        put(destination, "content");

        assertThat(memory.contents()).containsKey(FILE);
        assertThat(destination.fired()).isTrue();
    }

    @Test
    void failsOneOperationAfterItsEffect() {
        var destination = new FaultyDestination(memory, Fault.at(3).afterItsEffect());

        assertThatThrownBy(() -> put(destination, "content")).hasMessage("injected fault");

        assertThat(memory.contents()).containsOnlyKeys(Path.of(""), FILE);
    }

    @Test
    void failsInTheMiddleOfAWrite() {
        var destination = new FaultyDestination(
                memory, Fault.afterBytes(4).fromThenOn().with(() -> new IOException("No space left on device")));

        assertThatThrownBy(() -> put(destination, "content")).hasMessage("No space left on device");

        assertThat(memory.contents()).hasSize(2).anySatisfy((path, shown) -> {
            assertThat(TreeAssert.isTemporary(path)).isTrue();
            assertThat(shown).startsWith("file 600 4 ");
        });
    }

    @Test
    void staysDeadUntilItIsHealed() throws IOException {
        var destination = new FaultyDestination(memory, Fault.at(1).fromThenOn());
        assertThatThrownBy(() -> put(destination, "content")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> put(destination, "content")).isInstanceOf(IOException.class);

        destination.heal();
        put(destination, "content");

        assertThat(memory.contents()).containsKey(FILE);
    }

    @Test
    void failsAtEveryOperationInTurn() throws IOException {
        var counting = new FaultyDestination(new InMemoryDestination());
        put(counting, "content");

        for (int k = 1; k <= counting.operations(); k++) {
            var destination = new FaultyDestination(new InMemoryDestination(), Fault.at(k));
            assertThatThrownBy(() -> put(destination, "content")).isInstanceOf(IOException.class);
        }
    }

    private static void put(Destination destination, String content) throws IOException {
        try (var upload = destination.write(FILE)) {
            upload.channel().write(ByteBuffer.wrap(content.getBytes(UTF_8)));
            upload.commit(new Entry(FILE, FileType.FILE, new FileVersion(0, 0, 0, 0), 0644, 0, 0, 0));
        }
    }
}
