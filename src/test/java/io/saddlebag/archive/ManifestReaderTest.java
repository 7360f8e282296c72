package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Held;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.PathOrder;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.testkit.NastyNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    @TempDir
    private Path directory;

    @Test
    void readsWhatWasWritten() throws IOException {
        var entries = entries();

        var manifest = Manifests.write(directory, entries);

        assertThat(Manifests.read(manifest)).isEqualTo(entries);
        assertThat(directory).isEmptyDirectory();
        try (var reader = new ManifestReader("m", new ByteArrayInputStream(manifest))) {
            assertThat(reader.header()).isEqualTo(Manifests.header(entries.size()));
        }
    }

    @Test
    void readsLinesThatAnyGzipReaderShows() throws IOException {
        var manifest = Manifests.write(directory, List.of(Manifests.file(Path.of("home"))));

        var lines = new GZIPInputStream(new ByteArrayInputStream(manifest)).readAllBytes();

        assertThat(new String(lines, UTF_8).lines())
                .hasSize(2)
                .last()
                .isEqualTo(
                        "{\"path\":\"home\",\"type\":\"file\",\"size\":3000000000,\"mtime\":\"1700000000.123456789\","
                                + "\"inode\":4711,\"ctime\":\"1700000001.000000001\",\"mode\":\"4755\",\"uid\":0,\"gid\":1000,\"owner\":\"root\",\"sha256\":\""
                                + Manifests.DIGEST
                                + "\",\"in\":\"2026-11-20T02-00-00Z-full\"}");
    }

    @Test
    void findsEveryFlippedBit() throws IOException {
        var manifest = Manifests.write(directory, entries().subList(0, 12));

        for (int bit = 0; bit < manifest.length * 8; bit++) {
            var flipped = manifest.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> Manifests.read(flipped))
                    .as("bit %s", bit)
                    .isInstanceOfAny(DamagedException.class, SaddlebagException.class);
        }
    }

    @Test
    void findsThatTheEndIsMissingOrSomethingFollows() throws IOException {
        var manifest = Manifests.write(directory, entries().subList(0, 12));

        for (int length = 0; length < manifest.length; length++) {
            var cut = Arrays.copyOf(manifest, length);
            assertThatThrownBy(() -> Manifests.read(cut)).as("%s bytes", length).isInstanceOf(DamagedException.class);
        }
        assertThatThrownBy(() -> Manifests.read(Arrays.copyOf(manifest, manifest.length + 1)))
                .isInstanceOf(DamagedException.class);
    }

    @Test
    void refusesANewerFormatAndSaysWhatToDo() throws IOException {
        var plain = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(plain)) {
            gzip.write("{\"format\":2}\n".getBytes(UTF_8));
        }
        var digest = Sha256.begin().digest(plain.toByteArray());
        plain.writeBytes(Seal.of(digest));

        assertThatThrownBy(() -> Manifests.read(plain.toByteArray()))
                .isInstanceOf(SaddlebagException.class)
                .hasMessage("manifest m has format 2, this Saddlebag knows formats up to 1. "
                        + "Use the version of Saddlebag that wrote it, or a newer one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "home/../../x", "/etc/x", ".", "home/./x"})
    void refusesPathsThatLeadOutOfWhereTheyAreRestored(String path) throws IOException {
        var manifest = Manifests.write(directory, List.of(Manifests.file(Path.of(path))));

        assertThatThrownBy(() -> Manifests.read(manifest)).isInstanceOf(DamagedException.class);
    }

    @Test
    void refusesHardLinksToWhatIsOutside() throws IOException {
        var entry = Manifests.file(Path.of("home"));
        var link = new ManifestEntry(
                entry.path(),
                entry.type(),
                entry.version(),
                entry.mode(),
                entry.owner(),
                null,
                Path.of("../x"),
                null,
                entry.extended(),
                false);

        assertThatThrownBy(() -> Manifests.read(Manifests.write(directory, List.of(link))))
                .isInstanceOf(DamagedException.class);
    }

    @Test
    void isNeverGivenEntriesOutOfOrder() throws IOException {
        try (var writer = new ManifestWriter(directory)) {
            writer.add(Manifests.file(Path.of("b")));

            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(Manifests.file(Path.of("a"))));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(Manifests.file(Path.of("b"))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, -500_000_000, -1_000_000_001, Long.MAX_VALUE, Long.MIN_VALUE, 1_999_999_999})
    void readsTimesToTheNanosecond(long nanos) {
        assertThat(NanoTime.parse(NanoTime.text(nanos))).isEqualTo(nanos);
    }

    private static List<ManifestEntry> entries() {
        var owner = new Owner(1, 2, null, "staff");
        var extended = ExtendedAttributes.of(Map.of("user.b", new byte[] {0, -1}, "user.a", new byte[0]));
        var entries = new ArrayList<ManifestEntry>();
        for (var name : NastyNames.all()) {
            entries.add(Manifests.file(Path.of("home").resolve(name)));
        }
        var raw = PathBytes.toPath(new byte[] {'x', (byte) 0xFF});
        entries.add(new ManifestEntry(
                Path.of("home"),
                FileType.DIRECTORY,
                new FileVersion(0, -1, 7, -5),
                01777,
                owner,
                null,
                null,
                null,
                extended,
                false));
        entries.add(new ManifestEntry(
                Path.of("l"),
                FileType.LINK,
                new FileVersion(0, 5, 0, 0),
                0777,
                owner,
                raw,
                null,
                null,
                ExtendedAttributes.NONE,
                true));
        entries.add(new ManifestEntry(
                Path.of("h"),
                FileType.FILE,
                new FileVersion(9, 5, 0, 0),
                0,
                owner,
                null,
                raw,
                null,
                ExtendedAttributes.NONE,
                false));
        entries.add(Manifests.file(Path.of("z")).withHeld(new Held(Manifests.ID, Path.of("z~1"), Manifests.DIGEST)));
        entries.add(Manifests.file(Path.of("zz")).withHeld(new Held(Manifests.ID, raw, Manifests.DIGEST)));
        entries.sort((a, b) -> PathOrder.DEPTH_FIRST.compare(a.path(), b.path()));
        return entries;
    }
}
