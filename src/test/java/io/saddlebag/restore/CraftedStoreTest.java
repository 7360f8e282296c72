package io.saddlebag.restore;

import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ManifestWriter;
import io.saddlebag.archive.StoreWriter;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.store.DirectoryDestination;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that somebody made to do harm: whatever they say, nothing is written but below the target. */
class CraftedStoreTest {

    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final SnapshotId ID = new SnapshotId(START, SnapshotKind.FULL);
    private static final String EVIL = "evil";

    @TempDir
    Path directory;

    private Path store;
    private Path inner;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ManifestEntry> entries = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        store = directory.resolve("store");
        Files.createDirectories(store.resolve(ID.toString()));
        inner = Files.createDirectories(directory.resolve("around/inner"));
        Files.createDirectories(directory.resolve("around/outside"));
        add("s", FileType.DIRECTORY, null, null);
    }

    private void add(String path, FileType type, @Nullable String link, @Nullable Held held) {
        add(path, type, link, held, EVIL.length());
    }

    private void add(String path, FileType type, @Nullable String link, @Nullable Held held, long size) {
        entries.add(new ManifestEntry(
                Path.of(path),
                type,
                new FileVersion(type == FileType.FILE ? size : 0, 1_700_000_000_000_000_000L, 0, 0),
                type == FileType.DIRECTORY ? 0755 : 0644,
                new Owner(0, 0, null, null),
                link == null ? null : Path.of(link),
                null,
                held,
                ExtendedAttributes.NONE,
                false));
    }

    private static Held held(@Nullable String as, byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Held(ID, as == null ? null : Path.of(as), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Held evil(@Nullable String as) {
        return held(as, EVIL.getBytes(StandardCharsets.UTF_8));
    }

    private void zip(String name, byte[] content) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(store.resolve(ID + "/data.zip")))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }

    private void zip(String name) throws IOException {
        zip(name, EVIL.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome restore() throws IOException {
        var writer = new StoreWriter(new DirectoryDestination(store, false));
        writer.create("job", START);
        try (var manifest = new ManifestWriter(directory)) {
            for (var entry : entries) {
                manifest.add(entry);
            }
            writer.commit(header(entries.size()), manifest);
        }
        var outside = TreeSnapshot.of(directory.resolve("around/outside"));
        try {
            return run();
        } catch (SaddlebagException e) {
            return e.outcome();
        } finally {
            assertThatTree(directory.resolve("around/outside")).isUnchangedSince(outside);
            try (var around = Files.list(directory.resolve("around"))) {
                assertThat(around).hasSize(2);
            }
            assertThatTree(directory).hasNoTemporaryFiles();
        }
    }

    private Outcome run() {
        var options = new RunOptions(false, false, false, false, () -> false, new Progress() {
            @Override
            public void found(Finding finding) {
                findings.add(finding);
            }
        });
        var walk = Walk.of(options, 1, Clock.systemUTC(), Duration.ZERO, batch -> {});
        var target = new DirectoryDestination(inner.resolve("target"), false);
        var request = new RestoreRequest(List.of(), Overwrite.ALWAYS, true);
        new SnapshotRestore(new SnapshotWish.Latest().in(store), target, request, (path, isDir) -> false, walk, 2)
                .run();
        return walk.tally().hasFailures() ? Outcome.PARTIAL : Outcome.DONE;
    }

    private static ManifestHeader header(long count) {
        return new ManifestHeader(
                ID,
                1,
                null,
                ID,
                "crafted",
                List.of(new ManifestHeader.Source("s", "/s")),
                "",
                START,
                START,
                new ManifestHeader.Totals(count, 1, 1, 1, 1),
                true,
                new ManifestHeader.Archive("data.zip", 1, null),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../outside/x", "/saddlebag-outside", "s/../../outside/x", "s/./x", "s/x/.."})
    void aPathThatLeavesTheTargetDamagesTheManifest(String path) throws IOException {
        zip(path);
        entries.clear();
        add(path, FileType.FILE, null, evil(null));

        assertThat(restore()).isEqualTo(Outcome.DAMAGED);

        assertThat(inner.resolve("target/s")).doesNotExist();
    }

    @Test
    void aNameInTheArchiveThatLeavesItDamagesTheManifest() throws IOException {
        zip("../../outside/x");
        add("s/x", FileType.FILE, null, evil("../../outside/x"));

        assertThat(restore()).isEqualTo(Outcome.DAMAGED);

        assertThat(inner.resolve("target/s/x")).doesNotExist();
    }

    @Test
    void aNameInTheArchiveIsNeverAPlaceToWriteTo() throws IOException {
        zip("outside/x");
        add("s/x", FileType.FILE, null, evil("outside/x"));

        assertThat(restore()).isEqualTo(Outcome.DONE);

        assertThat(inner.resolve("target/s/x")).hasContent(EVIL);
        assertThat(inner.resolve("target/outside")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../outside", "/", "."})
    void aLinkIsNoParent(String link) throws IOException {
        zip("s/link/x");
        add("s/link", FileType.LINK, link, null);
        add("s/link/x", FileType.FILE, null, evil(null));

        assertThat(restore()).isEqualTo(Outcome.PARTIAL);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(Path.of("s/link/x"));
            assertThat(finding.message()).contains("nothing is written there");
        });
        assertThat(Files.isSymbolicLink(inner.resolve("target/s/link"))).isTrue();
    }

    @Test
    void aFileIsNoParent() throws IOException {
        zip("s/file");
        add("s/file", FileType.FILE, null, evil(null));
        add("s/file/x", FileType.FILE, null, evil("s/file"));

        assertThat(restore()).isEqualTo(Outcome.PARTIAL);

        assertThat(inner.resolve("target/s/file")).hasContent(EVIL);
    }

    @Test
    void aContentThatIsLongerThanItSaysIsNotWritten() throws IOException {
        zip("s/bomb", new byte[50_000_000]);
        add("s/bomb", FileType.FILE, null, evil(null), 4);
        add("s/large", FileType.FILE, null, held("s/bomb", new byte[3]), 1L << 50);

        assertThat(restore()).isEqualTo(Outcome.PARTIAL);

        assertThat(findings)
                .extracting(Finding::severity)
                .containsOnly(Finding.Severity.DAMAGED)
                .hasSize(2);
        assertThat(Files.exists(inner.resolve("target/s/bomb"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void aFileWithoutAContentIsRefused() throws IOException {
        zip("s/x");
        add("s/x", FileType.FILE, null, null);

        assertThat(restore()).isEqualTo(Outcome.PARTIAL);

        assertThat(findings).singleElement().extracting(Finding::path).isEqualTo(Path.of("s/x"));
    }
}
