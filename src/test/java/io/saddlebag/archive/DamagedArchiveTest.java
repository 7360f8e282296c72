package io.saddlebag.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.model.ManifestHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DamagedArchiveTest {

    private static final int LARGE = 1_500_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void refusesAContentThatIsNotThere(ArchiveFormat format) throws IOException {
        var archive = threeFiles(format);
        var stranger = at("s/bb", archive.file("s/b"));

        try (var reader = archive.open()) {
            assertRefused(reader, stranger, "is missing");
            assertThat(WrittenArchive.read(reader, archive.file("s/c"))).isEqualTo(content(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNoMoreThanAnEntryPromisesWhateverTheArchiveHolds(ArchiveFormat format) throws IOException {
        var archive = threeFiles(format);

        try (var reader = archive.open()) {
            assertRefused(reader, sized(archive.file("s/a"), 10), "");
            assertRefused(reader, sized(archive.file("s/b"), LARGE + 1), "");
            assertThat(WrittenArchive.read(reader, archive.file("s/c"))).isEqualTo(content(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAContentWithAnotherDigest(ArchiveFormat format) throws IOException {
        var archive = threeFiles(format);
        var other = archive.file("s/a").withHeld(new Held(WrittenArchive.ID, null, Manifests.DIGEST));

        try (var reader = archive.open()) {
            assertRefused(reader, other, "its SHA-256 is another one");
            assertThat(WrittenArchive.read(reader, archive.file("s/b"))).isEqualTo(content(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnArchiveThatIsNotThere(ArchiveFormat format) {
        assertThatThrownBy(() -> Archives.reader(directory, WrittenArchive.ID, format))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("is missing");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECTORY")
    void noticesEveryFlippedByteOfTheWhole(ArchiveFormat format) throws IOException {
        var archive = threeFiles(format);
        var header = header(archive);
        Archives.verifyWhole(archive.store(), header);
        Archives.verifySize(archive.store(), header);
        var bytes = Files.readAllBytes(archive.path());

        for (int at : List.of(0, 4, 9, bytes.length / 2, bytes.length - 1)) {
            flip(archive, bytes, at);
            assertThatThrownBy(() -> Archives.verifyWhole(archive.store(), header))
                    .isInstanceOf(DamagedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECTORY")
    void givesBackAContentOrRefusesItWhicheverByteIsFlipped(ArchiveFormat format) throws IOException {
        var archive = threeFiles(format);
        var bytes = Files.readAllBytes(archive.path());
        var random = new Random(5);

        for (int i = 0; i < 24; i++) {
            flip(archive, bytes, i < 8 ? random.nextInt(bytes.length) : i < 16 ? 2 * (i - 8) : bytes.length - i + 15);
            readWhatCanBeRead(archive);
        }
    }

    private static void readWhatCanBeRead(WrittenArchive archive) throws IOException {
        try (var reader = archive.open()) {
            for (int i = 1; i <= 3; i++) {
                try {
                    var read = WrittenArchive.read(reader, archive.files().get(i - 1));
                    assertThat(read).isEqualTo(content(i));
                } catch (DamagedException e) {
                    assertThat(e).hasMessageContaining(archive.path().toString());
                }
            }
        } catch (DamagedException e) {
            assertThat(e).hasMessageContaining("cannot be opened");
        }
    }

    @Test
    void readsTheOtherContentsOfAZipOfWhichOneIsDamaged() throws IOException {
        var archive = threeFiles(ArchiveFormat.ZIP);
        var bytes = Files.readAllBytes(archive.path());

        flip(archive, bytes, 400);

        try (var reader = archive.open()) {
            assertRefused(reader, archive.file("s/a"), "");
            assertThat(WrittenArchive.read(reader, archive.file("s/b"))).isEqualTo(content(2));
            assertThat(WrittenArchive.read(reader, archive.file("s/c"))).isEqualTo(content(3));
        }
    }

    @Test
    void readsEveryContentOfAZipWhoseCentralDirectoryIsDamaged() throws IOException {
        var archive = threeFiles(ArchiveFormat.ZIP);
        var bytes = Files.readAllBytes(archive.path());

        for (int at = 1; at <= 22; at += 3) {
            flip(archive, bytes, bytes.length - at);
            try (var reader = archive.open()) {
                for (int i = 1; i <= 3; i++) {
                    assertThat(WrittenArchive.read(reader, archive.files().get(i - 1)))
                            .isEqualTo(content(i));
                }
            }
        }
    }

    @Test
    void missesNothingElseInAZipWithoutCentralDirectory() throws IOException {
        var archive = threeFiles(ArchiveFormat.ZIP);
        var bytes = Files.readAllBytes(archive.path());
        Files.write(archive.path(), Arrays.copyOf(bytes, bytes.length - 50));

        try (var reader = archive.open()) {
            assertThat(reader.isRandomAccess()).isFalse();
            assertRefused(reader, at("s/aa", archive.file("s/a")), "is missing");
            assertRefused(reader, at("s/b\n", archive.file("s/b")), "is missing");
            assertThat(WrittenArchive.read(reader, archive.file("s/c"))).isEqualTo(content(3));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TAR_GZ", "TAR_ZST"})
    void saysOfEachContentBehindTheEndOfATarThatItIsLost(ArchiveFormat format) throws IOException {
        var archive = threeFiles(format);
        var bytes = Files.readAllBytes(archive.path());
        Files.write(archive.path(), Arrays.copyOf(bytes, bytes.length / 5));

        try (var reader = archive.open()) {
            assertRefused(reader, archive.file("s/b"), "");
            assertRefused(reader, archive.file("s/c"), "nor anything behind it");
        }
    }

    @Test
    void followsNoLinkInADirectory() throws IOException {
        var archive = threeFiles(ArchiveFormat.DIRECTORY);
        var outside = Files.write(directory.resolve("outside"), content(2));
        Files.delete(archive.path().resolve("s/b"));
        Files.createSymbolicLink(archive.path().resolve("s/b"), outside);

        try (var reader = archive.open()) {
            assertRefused(reader, archive.file("s/b"), "is missing");
        }
    }

    private WrittenArchive threeFiles(ArchiveFormat format) throws IOException {
        return WrittenArchive.write(directory.resolve("store"), format, writer -> {
            new ChangingContent("s/a", content(1)).addTo(writer);
            new ChangingContent("s/b", content(2)).addTo(writer);
            new ChangingContent("s/c", content(3)).addTo(writer);
        });
    }

    /** The second one is large. None is dense, yet each takes some room. */
    private static byte[] content(int number) {
        var bytes = new byte[number == 2 ? LARGE : 20_000];
        new Random(number).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= (byte) (i % 100 == 0 ? 0xFF : 1);
        }
        return bytes;
    }

    private static void flip(WrittenArchive archive, byte[] bytes, int at) throws IOException {
        var flipped = bytes.clone();
        flipped[at] ^= 0x10;
        Files.write(archive.path(), flipped);
    }

    private static ManifestEntry at(String path, ManifestEntry entry) {
        return new ManifestEntry(
                Path.of(path),
                entry.type(),
                entry.version(),
                entry.mode(),
                entry.owner(),
                null,
                null,
                entry.held(),
                entry.extended(),
                false);
    }

    private static ManifestEntry sized(ManifestEntry entry, long size) {
        var version = entry.version();
        return entry.withVersion(new FileVersion(size, version.modified(), version.inode(), version.changed()));
    }

    private static ManifestHeader header(WrittenArchive archive) {
        var some = Manifests.header(3);
        return new ManifestHeader(
                some.id(),
                1,
                null,
                some.full(),
                "",
                List.of(),
                "",
                some.started(),
                some.ended(),
                some.counts(),
                true,
                archive.archive(),
                List.of());
    }

    private static void assertRefused(ArchiveReader reader, ManifestEntry wanted, String how) {
        var target = new WrittenArchive.Memory();
        assertThatThrownBy(() -> reader.read(wanted, target))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(wanted.path().toString())
                .hasMessageContaining(how);
        assertThat((long) target.size()).isLessThanOrEqualTo(wanted.size());
    }
}
