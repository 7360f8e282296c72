package io.saddlebag.archive;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.PathOrder;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.NastyNames;
import io.saddlebag.testkit.Requirements;
import io.saddlebag.testkit.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveRoundTripTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void givesBackEveryContentOfARandomTree(ArchiveFormat format) throws IOException {
        var source = randomTree();

        var archive = WrittenArchive.write(directory.resolve("store"), format, new WalkedTree(source, "s")::writeTo);

        assertThat(archive.told())
                .extracting(told -> told.entry().path())
                .isSortedAccordingTo(PathOrder.DEPTH_FIRST)
                .hasSizeGreaterThan(150);
        try (var reader = archive.open()) {
            for (var file : archive.files()) {
                assertThat(WrittenArchive.read(reader, file)).isEqualTo(Files.readAllBytes(at(source, file)));
            }
        }
    }

    private Path randomTree() throws IOException {
        var source = directory.resolve("source");
        TreeGenerator.seeded(7).into(source);
        var random = new Random(1);
        var large = new byte[5_000_000];
        random.nextBytes(large);
        Files.write(source.resolve("large-dense"), large);
        for (int i = 0; i < large.length; i++) {
            large[i] &= 3;
        }
        Files.write(source.resolve("large-thin"), large);
        Files.createLink(source.resolve("large-thin-too"), source.resolve("large-thin"));
        return source;
    }

    private static Path at(Path source, ManifestEntry entry) {
        return source.resolve(Path.of("s").relativize(entry.path()));
    }

    @ParameterizedTest
    @EnumSource
    void carriesEveryNastyName(ArchiveFormat format) throws IOException {
        var source = Files.createDirectory(directory.resolve("source"));
        for (var name : NastyNames.all()) {
            var inside = Files.createDirectory(source.resolve(name));
            Files.writeString(inside.resolve(name), "in " + inside.toUri());
        }

        var archive = WrittenArchive.write(directory.resolve("store"), format, new WalkedTree(source, "s")::writeTo);

        assertThat(archive.files()).hasSameSizeAs(NastyNames.all());
        try (var reader = archive.open()) {
            for (var file : archive.files()) {
                assertThat(WrittenArchive.read(reader, file)).isEqualTo(Files.readAllBytes(at(source, file)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECTORY")
    void givesEqualBytesWhateverTheNumberOfThreads(ArchiveFormat format) throws IOException {
        var tree = new WalkedTree(randomTree(), "s");

        var one = WrittenArchive.write(directory.resolve("one"), format, 1, tree::writeTo);
        var five = WrittenArchive.write(
                directory.resolve("five"), format, 5, new WalkedTree(directory.resolve("source"), "s")::writeTo);

        assertThat(five.path()).hasSameBinaryContentAs(one.path());
        assertThat(five.archive()).isEqualTo(one.archive());
        assertThat(one.archive().size()).isEqualTo(Files.size(one.path()));
        assertThat(one.archive().sha256()).isEqualTo(Sha256.of(Files.readAllBytes(one.path())));
    }

    @Test
    void keepsEverythingOfATreeInADirectory() throws IOException {
        var source = randomTree();

        var archive = WrittenArchive.write(
                directory.resolve("store"), ArchiveFormat.DIRECTORY, new WalkedTree(source, "s")::writeTo);

        assertThatTree(archive.path().resolve("s")).hasSameContentAs(source).hasSameHardLinksAs(source);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAR_GZ", "TAR_ZST"})
    void keepsEverythingThatTarCanRestore(ArchiveFormat format) throws IOException {
        Requirements.assumeCommands("tar", "gzip", "zstd");
        var source = randomTree();
        var target = Files.createDirectory(directory.resolve("target"));

        var archive = WrittenArchive.write(directory.resolve("store"), format, new WalkedTree(source, "s")::writeTo);
        Command.run("tar", "-C", target, "-x", "-p", "--xattrs", "-f", archive.path());

        assertThatTree(target.resolve("s")).hasSameContentAs(source).hasSameHardLinksAs(source);
    }

    @ParameterizedTest
    @EnumSource
    void holdsAnEmptyTree(ArchiveFormat format) throws IOException {
        var archive = WrittenArchive.write(directory.resolve("store"), format, writer -> {});

        archive.open().close();

        assertThat(archive.told()).isEmpty();
        assertThat(archive.path()).exists();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECTORY")
    void isReadableByItsOwnerOnlyAndLeavesNothingElse(ArchiveFormat format) throws IOException {
        var archive = WrittenArchive.write(directory.resolve("store"), format, writer -> {});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive.path())))
                .isEqualTo("rw-------");
        assertThat(archive.path().getParent()).isDirectoryContaining(archive.path()::equals);
        assertThat(Files.list(archive.store())).hasSize(1);
    }
}
