package io.saddlebag.testkit;

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

class InMemoryDestinationTest extends DestinationContract {

    private final InMemoryDestination memory = new InMemoryDestination();

    @Override
    protected Destination destination() {
        return memory;
    }

    @Override
    protected long linkGranularity() {
        return granularity();
    }

    @Override
    protected boolean carriesOwners() {
        return true;
    }

    @Test
    void refusesPathsThatAreNotNormal() {
        assertThatThrownBy(() -> memory.stat(Path.of("a/../b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> memory.stat(Path.of("/a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void runsOutOfSpaceInTheMiddleOfAFile() throws IOException {
        memory.withCapacity(10);
        try (var upload = memory.write(Path.of("file"))) {
            var bytes = ByteBuffer.allocate(11);
            assertThat(upload.channel().write(bytes)).isEqualTo(10);
            assertThatThrownBy(() -> upload.channel().write(bytes)).hasMessage("No space left on device");
            assertThat(memory.space().usable()).isZero();
        }

        assertThat(memory.space().usable()).isEqualTo(10);
        assertThat(memory.contents()).hasSize(1);
    }

    @Test
    void movesTheTimeOfADirectoryWithItsEntries() throws IOException {
        putDirectory("directory");
        var before = memory.stat(Path.of("directory"));

        putFile("directory/file", "content");

        assertThat(memory.stat(Path.of("directory")).version()).isNotEqualTo(before.version());
    }

    @Test
    @SuppressWarnings("resource")
    void keepsTheTemporaryFileOfAnUploadThatNobodyClosed() throws IOException {
        memory.write(Path.of("file"));

        assertThat(namesIn("")).singleElement().asString().matches("\\.saddlebag-[0-9a-f]{16}\\.tmp");
    }

    @Test
    void removesNothingButLeftovers() {
        assertThatThrownBy(() -> memory.removeLeftover(Path.of("file"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void coarseTimesAreEven() throws IOException {
        var version = new FileVersion(0, 1_000_000_005_999_999_999L, 0, 0);
        var root = new Entry(Path.of(""), FileType.DIRECTORY, version, 0755, 0, 0, 0);

        var set = memory.withCoarseTimes().setAttributes(root);

        assertThat(set.version().modified()).isEqualTo(1_000_000_004_000_000_000L);
    }
}
