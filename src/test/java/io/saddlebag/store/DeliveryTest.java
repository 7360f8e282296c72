package io.saddlebag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.Receipt;
import io.saddlebag.testkit.ForwardingDestination;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that change while they are carried. */
class DeliveryTest {

    private static final Path FILE = Path.of("file");

    @TempDir
    Path directory;

    private Path file;
    private Path copy;

    @BeforeEach
    void makeSource() throws IOException {
        Files.createDirectory(directory.resolve("destination"));
        file = write(directory.resolve("source/file"), "first");
        copy = directory.resolve("destination/file");
    }

    private static Path write(Path path, String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T12:00:00.123456789Z")));
        return path;
    }

    /** Something that happens to the source each time its content is asked for. */
    private interface Meddling {
        void happen(int attempt) throws IOException;
    }

    private Receipt deliverDuring(Meddling meddling) throws IOException {
        return deliverTo(
                new MeddledDestination(new DirectoryDestination(directory.resolve("destination"), false), meddling),
                false);
    }

    private Receipt deliverTo(Destination destination, boolean dropped) throws IOException {
        var source = new SourceTree(directory.resolve("source"), Filters.ALL, List.of());
        var change = new Change(Event.MODIFY, source.stat(FILE), Part.WHOLE);
        return new Delivery(source, destination, () -> dropped).deliver(change);
    }

    /** Lets something happen whenever a file's channel is asked for: after the look before, before the look after. */
    private static final class MeddledDestination extends ForwardingDestination {

        private final Meddling meddling;

        MeddledDestination(Destination real, Meddling meddling) {
            super(real);
            this.meddling = meddling;
        }

        @Override
        public Upload write(Path path) throws IOException {
            return new MeddledUpload(super.write(path), meddling);
        }
    }

    @Test
    void aFileThatChangesOnceIsReadAgain() throws IOException {
        var receipt = deliverDuring(attempt -> {
            if (attempt == 1) {
                Files.writeString(file, "second version");
            }
        });

        assertThat(copy).hasContent("second version");
        assertThat(receipt.complete()).isTrue();
        assertThat(receipt.source().version().size()).isEqualTo("second version".length());
    }

    @Test
    void aFileThatOnlyGrowsIsCarriedInPartAndTakenAgain() throws IOException {
        var receipt = deliverDuring(attempt -> Files.writeString(file, "+", StandardOpenOption.APPEND));

        assertThat(Files.readString(copy)).startsWith("first").hasSizeLessThan("first+++".length());
        assertThat(receipt.complete()).isFalse();
    }

    @Test
    void aFileThatKeepsChangingLeavesTheOldCopy() throws IOException {
        Files.writeString(copy, "old copy");

        assertThatThrownBy(() -> deliverDuring(attempt -> Files.writeString(file, "x".repeat(10 - attempt))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("changed each of the 3 times");
        assertThat(copy).hasContent("old copy");
    }

    @Test
    void aFileThatIsReplacedByAnotherOfTheSameSizeAndTimeIsNoticed() throws IOException {
        deliverDuring(attempt -> {
            if (attempt == 1) {
                var other = write(directory.resolve("other"), "FIRST");
                Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            }
        });

        assertThat(copy).hasContent("FIRST");
    }

    @Test
    void aFileThatVanishesLeavesTheOldCopy() throws IOException {
        Files.writeString(copy, "old copy");

        assertThatThrownBy(() -> deliverDuring(attempt -> Files.delete(file)))
                .isInstanceOfSatisfying(
                        SourceException.class, gone -> assertThat(gone.isGone()).isTrue());
        assertThat(copy).hasContent("old copy");
    }

    @Test
    void aCopyThatIsDroppedLeavesTheOldOneAndNothingElse() throws IOException {
        Files.writeString(copy, "old copy");
        Files.writeString(file, "x".repeat(1_000_000));

        assertThatThrownBy(() -> deliverTo(new DirectoryDestination(directory.resolve("destination"), false), true))
                .isInstanceOf(CopyDroppedException.class);

        try (var left = Files.list(directory.resolve("destination"))) {
            assertThat(left).containsExactly(copy);
        }
        assertThat(copy).hasContent("old copy");
    }

    /** An upload around another. */
    private static final class MeddledUpload implements Upload {

        private final Upload real;
        private final Meddling meddling;
        private final AtomicInteger attempts = new AtomicInteger();

        MeddledUpload(Upload real, Meddling meddling) {
            this.real = real;
            this.meddling = meddling;
        }

        @Override
        public WritableByteChannel channel() {
            try {
                meddling.happen(attempts.incrementAndGet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return real.channel();
        }

        @Override
        public void restart() throws IOException {
            real.restart();
        }

        @Override
        public Entry commit(Entry attributes) throws IOException {
            return real.commit(attributes);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
