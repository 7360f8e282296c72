package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restore makes of a store that is not whole. */
class DamagedStoreRestoreTest extends SnapshotRestoring {

    @ParameterizedTest
    @EnumSource(names = {"ZIP", "DIRECTORY"})
    void losesTheOneFileThatIsDamaged(ArchiveFormat format) throws IOException {
        use(format);
        var header = tree.take();
        flip(format, tree.archive(header));

        tree.restore();

        assertThat(tree.found()).containsExactly("DAMAGED source/a");
        assertThat(restored("a")).doesNotExist();
        assertThat(restored("below/b")).hasContent("content of b");
        assertThat(restored("below/deep/c")).hasContent("content of c");
    }

    @Test
    void aRightCopyIsNotLinkedToWhatOnlyLooksLikeTheFirstNameThatIsDamaged() throws IOException {
        Files.createLink(tree.source.resolve("z"), tree.source.resolve("a"));
        var header = tree.take();
        tree.restore();
        var time = Files.getLastModifiedTime(restored("a"));
        Files.delete(restored("a"));
        Files.writeString(restored("a"), "CONTENT OF A");
        Files.setLastModifiedTime(restored("a"), time);
        flip(ArchiveFormat.ZIP, tree.archive(header));

        tree.restore(Overwrite.ALWAYS, false);

        assertThat(tree.found()).contains("DAMAGED source/a");
        assertThat(restored("z")).hasContent("content of a");
    }

    private static void flip(ArchiveFormat format, Path archive) throws IOException {
        if (format == ArchiveFormat.DIRECTORY) {
            MirroredTree.flipByte(archive.resolve("source/a"));
            return;
        }
        var bytes = Files.readAllBytes(archive);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("source/a");
        int extra = bytes[name - 2] & 0xFF;
        bytes[name + "source/a".length() + extra + 2] ^= 4;
        Files.write(archive, bytes);
    }

    @ParameterizedTest
    @EnumSource
    void losesWhatAMissingArchiveHeld(ArchiveFormat format) throws IOException {
        use(format);
        var full = tree.take();
        tree.write("new", "new");
        Files.createLink(tree.source.resolve("name"), tree.source.resolve("a"));
        tree.take(SnapshotKind.INCREMENTAL);
        Trees.removeTree(tree.archive(full));

        var tally = tree.restore();

        assertThat(tree.found())
                .containsExactly(
                        "LOST source/a", "LOST source/below/b", "LOST source/below/deep/c", "LOST source/name");
        assertThat(restored("new")).hasContent("new");
        assertThat(restored("empty")).isDirectory();
        assertThat(tree.complaints)
                .singleElement()
                .asString()
                .contains("4 files", full.id().toString(), "missing");
        assertThat(tally.counts().failed()).isEqualTo(4);
    }

    @Test
    void isReadAsFarAsItGoesWhereABaseHasNoManifest() throws IOException {
        var full = tree.take();
        tree.write("new", "new");
        tree.take(SnapshotKind.INCREMENTAL);
        Files.delete(tree.store.resolve(full.id().toString()).resolve("manifest.jsonl.gz"));

        tree.restore();

        assertThat(tree.findings).isEmpty();
        assertThatTree(tree.restored()).hasSameContentAs(tree.source);
    }

    @Test
    void writesNothingWhereTheManifestIsDamaged() throws IOException {
        var header = tree.take();
        MirroredTree.flipByte(tree.store.resolve(header.id().toString()).resolve("manifest.jsonl.gz"));

        assertThatThrownBy(() -> tree.restore())
                .isInstanceOfSatisfying(
                        SaddlebagException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.DAMAGED))
                .hasMessageContaining("is damaged");
        assertThat(tree.target).doesNotExist();
    }

    @Test
    void isLeftOutWhereItIsTheNewestAndAnyPartOfItsManifestIsDamaged() throws IOException {
        var full = tree.take();
        tree.write("new", "new");
        var newest = tree.take(SnapshotKind.INCREMENTAL);
        MirroredTree.flipByte(tree.store.resolve(newest.id().toString()).resolve("manifest.jsonl.gz"));

        var chosen = tree.latest();

        assertThat(chosen.header()).isEqualTo(full);
        assertThat(chosen.all().damaged()).extracting(damaged -> damaged.id()).containsExactly(newest.id());
    }

    @Test
    void saysThatTheNamedSnapshotLostItsManifest() throws IOException {
        tree.take();
        tree.write("new", "new");
        var lost = tree.take(SnapshotKind.INCREMENTAL).id();
        Files.delete(tree.store.resolve(lost.toString()).resolve("manifest.jsonl.gz"));

        assertThat(tree.latest().store().lost()).containsExactly(lost);
        assertThatThrownBy(() -> new SnapshotWish.Named(lost.toString()).in(tree.store))
                .isInstanceOfSatisfying(
                        SaddlebagException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.LOST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "missing"})
    void doesNotNeedTheFileOfTheStore(String content) throws IOException {
        tree.take();
        var file = tree.store.resolve("saddlebag-store.json");
        Files.delete(file);
        if (!content.equals("missing")) {
            Files.writeString(file, content);
        }

        tree.restore();

        assertThatTree(tree.restored()).hasSameContentAs(tree.source);
    }

    @Test
    void isNoneWhereThereIsNothingOrAMirror() throws IOException {
        assertThatThrownBy(() -> tree.latest()).hasMessageContaining("unmounted");
        Files.createDirectories(tree.store);
        Files.writeString(tree.store.resolve("file"), "");
        assertThatThrownBy(() -> tree.latest())
                .isInstanceOfSatisfying(
                        SaddlebagException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_FOUND))
                .hasMessageContaining("cp -a");
    }

    /** Files of a test. */
    private static final class Trees {

        private static void removeTree(Path path) throws IOException {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (var children = Files.list(path)) {
                    for (var child : children.toList()) {
                        removeTree(child);
                    }
                }
            }
            Files.delete(path);
        }
    }
}
