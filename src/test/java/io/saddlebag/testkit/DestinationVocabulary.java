package io.saddlebag.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/** What suites on destinations are written in. */
abstract class DestinationVocabulary {

    static final long TIME = nanoseconds("2026-11-20T02:00:00.123456789Z");

    Destination destination;

    /** An empty destination; asked for once per test. */
    protected abstract Destination destination() throws Exception;

    /** How fine modification times are, in nanoseconds. */
    protected long granularity() {
        return 1;
    }

    /** How fine the modification times of links are: Java sets them in microseconds. */
    protected long linkGranularity() {
        return Math.max(1000, granularity());
    }

    /** Whether owners and groups can be set. */
    protected boolean carriesOwners() {
        return Requirements.isRoot();
    }

    @BeforeEach
    void makeDestination() throws Exception {
        destination = destination();
    }

    /** Writes and commits a file with mode 0644. */
    protected final Entry putFile(String path, String content) throws IOException {
        return write(Path.of(path), content);
    }

    /** Makes a directory with mode 0755. */
    protected final void putDirectory(String path) throws IOException {
        destination.makeDirectory(Path.of(path));
        destination.setAttributes(attributes(path, FileType.DIRECTORY, 0755));
    }

    /** Makes a link. */
    protected final Entry putLink(String path, String target) throws IOException {
        return destination.link(attributes(path, FileType.LINK, 0777), Path.of(target));
    }

    /** The content of a file as text. */
    protected final String contentOf(String file) throws IOException {
        try (var content = destination.read(Path.of(file))) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    /** The names in a directory. */
    protected final List<String> namesIn(String directory) throws IOException {
        return destination.list(Path.of(directory)).stream()
                .map(entry -> entry.path().getFileName().toString())
                .toList();
    }

    FileType typeOf(String path) throws IOException {
        return destination.stat(Path.of(path)).type();
    }

    Entry write(Path file, String content) throws IOException {
        try (var upload = destination.write(file)) {
            write(upload, content);
            return upload.commit(new Entry(file, FileType.FILE, version(), 0644, uid(), gid(), 0));
        }
    }

    static void write(Upload upload, String content) throws IOException {
        write(upload, content.getBytes(UTF_8));
    }

    static void write(Upload upload, byte[] content) throws IOException {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            upload.channel().write(bytes);
        }
    }

    Entry attributes(String path, FileType type, int mode) {
        return new Entry(Path.of(path), type, version(), mode, uid(), gid(), 0);
    }

    void assertCarried(Entry readBack, int mode) {
        assertThat(Integer.toOctalString(readBack.mode())).isEqualTo(Integer.toOctalString(mode));
        assertThat(readBack.version().modified()).isEqualTo(floor(TIME, granularity()));
        if (carriesOwners()) {
            assertThat(readBack.uid()).isEqualTo(uid());
            assertThat(readBack.gid()).isEqualTo(gid());
        }
    }

    static void assertFails(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(IOException.class);
    }

    static FileVersion version() {
        return new FileVersion(0, TIME, 0, 0);
    }

    int uid() {
        return carriesOwners() ? 1234 : 0;
    }

    int gid() {
        return carriesOwners() ? 4321 : 0;
    }

    static long floor(long time, long granularity) {
        return Math.floorDiv(time, granularity) * granularity;
    }

    static long nanoseconds(String time) {
        var instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
