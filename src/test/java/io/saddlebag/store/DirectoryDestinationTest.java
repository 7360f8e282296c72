package io.saddlebag.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.testkit.DestinationContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDestinationTest {

    abstract static class Contract extends DestinationContract {

        @TempDir
        Path directory;

        @Override
        protected long linkGranularity() {
            return 1_000;
        }
    }

    @Nested
    class FlushedByTheRun extends Contract {

        @Override
        protected Destination destination() {
            return new DirectoryDestination(directory, false);
        }

        @Test
        void flushesTheFileSystemThatHoldsIt() throws Exception {
            destination().flush();

            assertThat(destination().space().readOnly()).isFalse();
        }
    }

    @Nested
    class FlushedFileByFile extends Contract {

        @Override
        protected Destination destination() {
            return new DirectoryDestination(directory, true);
        }
    }

    @Nested
    class BelowALink extends Contract {

        @Override
        protected Destination destination() throws Exception {
            var real = Files.createDirectory(directory.resolve("real"));
            return new DirectoryDestination(Files.createSymbolicLink(directory.resolve("link"), real), false);
        }
    }
}
