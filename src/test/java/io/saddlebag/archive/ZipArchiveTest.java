package io.saddlebag.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.PathBytes;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.NastyNames;
import io.saddlebag.testkit.Requirements;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {

    private static final int LARGE = 3_000_000;

    @TempDir
    private Path directory;

    @Test
    void isAcceptedByUnzipAndPython() throws IOException {
        Requirements.assumeCommands("unzip", "python3");
        var zip = mixed();

        Command.run("unzip", "-tq", zip);
        assertThat(Command.run(
                        "python3", "-c", "import sys,zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())", zip))
                .isEqualTo("None\n");
    }

    @Test
    void isAcceptedBySevenZip() throws IOException {
        Requirements.assumeCommands("7z");

        Command.run("7z", "t", mixed());
    }

    @Test
    void isReadFromItsBeginningToItsEnd() throws IOException {
        var names = new HashSet<String>();
        try (var zip = new ZipInputStream(Files.newInputStream(mixed()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                zip.readAllBytes();
            }
        }

        assertThat(names).contains("s/", "s/small", "s/thin", "s/dense", "s/link");
    }

    /** Everything at once, a withdrawn content included. */
    private Path mixed() throws IOException {
        var source = Files.createDirectories(directory.resolve("source"));
        var dense = new byte[LARGE];
        new Random(3).nextBytes(dense);
        Files.write(source.resolve("dense"), dense);
        Files.write(source.resolve("thin"), new byte[LARGE]);
        Files.writeString(source.resolve("small"), "small");
        Files.createFile(source.resolve("empty"));
        Files.createSymbolicLink(source.resolve("link"), Path.of("small"));
        return WrittenArchive.write(directory.resolve("store"), ArchiveFormat.ZIP, writer -> {
                    var bytes = ChangingContent.bytes(LARGE, 1);
                    new ChangingContent("a", bytes, ChangingContent.bytes(LARGE, 2), bytes).addTo(writer);
                    new WalkedTree(source, "s").writeTo(writer);
                })
                .path();
    }

    @Test
    void restoresModesTimesAndLinksByUnzip() throws IOException {
        Requirements.assumeCommands("unzip");
        var source = Files.createDirectories(directory.resolve("source"));
        Files.setAttribute(Files.writeString(source.resolve("f"), "x"), "unix:mode", 0751);
        Files.createSymbolicLink(source.resolve("l"), Path.of("f"));
        var archive = WrittenArchive.write(
                directory.resolve("store"), ArchiveFormat.ZIP, new WalkedTree(source, "s")::writeTo);

        Command.run("unzip", "-q", "-d", directory.resolve("target"), archive.path());

        var target = directory.resolve("target/s");
        assertThat((int) Files.getAttribute(target.resolve("f"), "unix:mode") & 07777)
                .isEqualTo(0751);
        assertThat(Files.getLastModifiedTime(target.resolve("f")).toMillis() / 1000)
                .isEqualTo(Files.getLastModifiedTime(source.resolve("f")).toMillis() / 1000);
        assertThat(Files.readSymbolicLink(target.resolve("l"))).isEqualTo(Path.of("f"));
    }

    @Test
    void storesWhatDoesNotShrink() throws IOException {
        var archive = mixed();

        try (var zip = new ZipFile(archive.toString())) {
            assertThat(zip.getEntry("s/small").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(zip.getEntry("s/dense").getCompressedSize()).isBetween((long) LARGE, LARGE + 1000L);
            assertThat(zip.getEntry("s/thin").getCompressedSize()).isLessThan(10_000);
        }
    }

    @Test
    void hasNoLineForAnAttemptThatFailed() throws IOException {
        try (var zip = new ZipFile(mixed().toString())) {
            assertThat(zip.stream().filter(entry -> entry.getName().equals("a")))
                    .hasSize(1);
        }
    }

    @Test
    void namesWhatNoZipCanNameByItsDigest() {
        assertThat(ZipNames.as(Path.of("s/caf\u00e9 \\ ~x"))).isNull();
        assertThat(ZipNames.as(PathBytes.toPath(new byte[] {'d', (byte) 0xE9, '/', 'f'})))
                .matches("d_/f~[0-9a-f]{16}");
        assertThat(ZipNames.as(Path.of("a\nb"))).matches("a_b~[0-9a-f]{16}");
        assertThat(ZipNames.as(Path.of("a;1"))).matches("a_1~[0-9a-f]{16}");
        assertThat(ZipNames.as(Path.of("x~0123456789abcdef"))).matches("x~0123456789abcdef~[0-9a-f]{16}");
        assertThat(ZipNames.as(PathBytes.toPath("\u00ff".repeat(255).getBytes(StandardCharsets.ISO_8859_1))))
                .matches("_{238}~[0-9a-f]{16}");
    }

    @Test
    void hasNamesThatUnzipKeeps() throws IOException {
        Requirements.assumeCommands("unzip");
        var source = Files.createDirectory(directory.resolve("source"));
        for (var name : NastyNames.all()) {
            Files.createFile(source.resolve(name));
        }
        var archive = WrittenArchive.write(
                directory.resolve("store"), ArchiveFormat.ZIP, new WalkedTree(source, "s")::writeTo);

        Command.run("env", "LC_ALL=C.UTF-8", "unzip", "-q", "-d", directory.resolve("target"), archive.path());

        for (var file : archive.files()) {
            var held = Objects.requireNonNull(file.held());
            var name = held.as() == null ? file.path() : held.as();
            assertThat(directory.resolve("target").resolve(name)).exists();
        }
    }

    @Test
    void holdsMoreEntriesThan16BitsCount() throws IOException {
        var archive = WrittenArchive.write(directory, ArchiveFormat.ZIP, writer -> {
            for (int i = 100_000; i < 166_000; i++) {
                writer.add(file("s/" + i, 6, i), new Numbered("s/" + i, i));
            }
        });

        assertThat(archive.read(archive.file("s/165999"))).asString().isEqualTo("165999");
        Requirements.assumeCommands("unzip");
        Command.run("unzip", "-tqq", archive.path());
    }

    /** More than 4 GiB that shrink to little, and an entry behind more than 4 GiB that do not shrink. */
    @Tag("slow")
    @Test
    void holdsFilesAndOffsetsThatHaveMoreThan32Bits() throws IOException {
        var sparse = directory.resolve("sparse");
        try (SeekableByteChannel channel =
                Files.newByteChannel(sparse, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(5L << 30).write(ByteBuffer.wrap("end".getBytes(StandardCharsets.UTF_8)));
        }
        var options = new ArchiveOptions(ArchiveFormat.ZIP, 0, 2, directory, () -> false);

        var archive = WrittenArchive.write(directory.resolve("store"), options, new WalkedTree(sparse, "s")::writeTo);
        var two = WrittenArchive.write(directory.resolve("store2"), options, writer -> {
            new WalkedTree(sparse, "a").writeTo(writer);
            new ChangingContent("b", new byte[10]).addTo(writer);
        });

        Archives.reader(archive.store(), WrittenArchive.ID, ArchiveFormat.ZIP).close();
        assertThat(two.read(two.file("b"))).hasSize(10);
        Requirements.assumeCommands("unzip");
        Command.run("unzip", "-tq", two.path());
    }

    private static ManifestEntry file(String path, int size, int number) {
        return new ManifestEntry(
                Path.of(path),
                FileType.FILE,
                new FileVersion(size, number * 1_000_000_000L, 1, 1),
                0600,
                new ManifestEntry.Owner(0, 0, null, null),
                null,
                null,
                null,
                ExtendedAttributes.NONE,
                false);
    }

    private record Numbered(String path, int number) implements FileContent {

        @Override
        public ManifestEntry look() {
            return file(path, 6, number);
        }

        @Override
        public ReadableByteChannel open() {
            return Channels.newChannel(
                    new ByteArrayInputStream(Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
