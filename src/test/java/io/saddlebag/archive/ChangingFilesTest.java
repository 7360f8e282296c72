package io.saddlebag.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangingFilesTest {

    private static final int SMALL = 3000;
    private static final int LARGE = 3_000_000;

    @TempDir
    private Path directory;

    static Stream<Arguments> formatsAndSizes() {
        return Stream.of(ArchiveFormat.values())
                .flatMap(format -> Stream.of(Arguments.of(format, SMALL), Arguments.of(format, LARGE)));
    }

    @ParameterizedTest
    @MethodSource("formatsAndSizes")
    void readsAFileAgainThatChangedWhileItWasRead(ArchiveFormat format, int size) throws IOException {
        var last = bytes(size - 1, 3);
        var file = new ChangingContent("s/b", bytes(size, 1), bytes(size + 5, 2), last);

        var archive = writeBetweenOthers(format, file);

        assertThat(archive.told().get(1).whole()).isTrue();
        assertThat(archive.file("s/b").version()).isEqualTo(file.entry().version());
        assertThat(archive.read(archive.file("s/b"))).isEqualTo(last);
        assertOthersAreThere(archive);
    }

    @ParameterizedTest
    @MethodSource("formatsAndSizes")
    void takesTheFirstPartOfAFileThatKeepsGrowing(ArchiveFormat format, int size) throws IOException {
        var file = new ChangingContent(
                "s/b", bytes(size, 1), bytes(size + 9, 1), bytes(size + 19, 1), bytes(size + 99, 1));

        var archive = writeBetweenOthers(format, file);

        assertThat(archive.told().get(1).whole()).isFalse();
        assertThat(archive.told().get(1).unread()).isNull();
        assertThat(archive.read(archive.file("s/b"))).isEqualTo(bytes(size + 19, 1));
        assertOthersAreThere(archive);
    }

    @ParameterizedTest
    @MethodSource("formatsAndSizes")
    void doesNotTakeAFileThatKeepsChanging(ArchiveFormat format, int size) throws IOException {
        var file = new ChangingContent("s/b", bytes(size, 1), bytes(size, 2), bytes(size, 3), bytes(size, 4));

        var archive = writeBetweenOthers(format, file);

        assertUnread(archive, "changed each of the 3 times");
    }

    @ParameterizedTest
    @MethodSource("formatsAndSizes")
    void doesNotTakeAFileThatVanishes(ArchiveFormat format, int size) throws IOException {
        var archive = writeBetweenOthers(format, new ChangingContent("s/b", bytes(size, 1)).vanishing());

        assertUnread(archive, "no such file");
    }

    @ParameterizedTest
    @MethodSource("formatsAndSizes")
    void doesNotTakeAFileThatCannotBeReadToItsEnd(ArchiveFormat format, int size) throws IOException {
        var archive = writeBetweenOthers(format, new ChangingContent("s/b", bytes(size, 1)).breaking());

        assertUnread(archive, "Input/output error");
    }

    @ParameterizedTest
    @EnumSource
    void takesAFileThatWasSmallWhenItWasFoundAndIsLargeNow(ArchiveFormat format) throws IOException {
        var file = new ChangingContent("s/b", bytes(SMALL, 1), bytes(LARGE, 2));

        var archive = writeBetweenOthers(format, file);

        assertThat(archive.read(archive.file("s/b"))).isEqualTo(bytes(LARGE, 2));
        assertOthersAreThere(archive);
    }

    @ParameterizedTest
    @EnumSource
    void tellsAFurtherNameWhatBecameOfItsFile(ArchiveFormat format) throws IOException {
        var gone = new ChangingContent("s/a", bytes(SMALL, 1)).vanishing();
        var changed = new ChangingContent("s/b", bytes(SMALL, 1), bytes(LARGE, 2));

        var archive = WrittenArchive.write(directory, format, writer -> {
            gone.addTo(writer);
            changed.addTo(writer);
            writer.add(furtherName("s/c", "s/a"));
            writer.add(furtherName("s/d", "s/b"));
        });

        assertThat(archive.told().get(2).unread()).isNotNull();
        assertThat(archive.told().get(3).entry().size()).isEqualTo(LARGE);
        assertThat(archive.told().get(3).whole()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingWhenItIsNotFinished(ArchiveFormat format) throws IOException {
        assertThatThrownBy(() -> WrittenArchive.write(directory, format, writer -> {
                    new ChangingContent("s/a", bytes(SMALL, 1)).addTo(writer);
                    new ChangingContent("s/b", bytes(LARGE, 1)).addTo(writer);
                    throw new IOException("the end");
                }))
                .hasMessage("the end");

        try (var left = Files.walk(directory)) {
            assertThat(left.filter(path -> !path.equals(directory)))
                    .containsExactly(directory.resolve(WrittenArchive.ID.toString()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenItIsToBeDropped(ArchiveFormat format) throws IOException {
        assertThatThrownBy(() -> WrittenArchive.write(
                        directory,
                        new ArchiveOptions(format, 1, 2, directory, () -> true),
                        writer -> new ChangingContent("s/a", bytes(SMALL, 1)).addTo(writer)))
                .isInstanceOf(CopyDroppedException.class);
    }

    private WrittenArchive writeBetweenOthers(ArchiveFormat format, ChangingContent file) throws IOException {
        return WrittenArchive.write(directory, format, writer -> {
            new ChangingContent("s/a", bytes(SMALL, 8)).addTo(writer);
            file.addTo(writer);
            new ChangingContent("s/c", bytes(LARGE, 9)).addTo(writer);
        });
    }

    private static void assertOthersAreThere(WrittenArchive archive) throws IOException {
        try (var reader = archive.open()) {
            assertThat(WrittenArchive.read(reader, archive.file("s/a"))).isEqualTo(bytes(SMALL, 8));
            assertThat(WrittenArchive.read(reader, archive.file("s/c"))).isEqualTo(bytes(LARGE, 9));
        }
    }

    private static void assertUnread(WrittenArchive archive, String why) throws IOException {
        assertThat(archive.told()).hasSize(3);
        assertThat(archive.told().get(1).unread())
                .asInstanceOf(type(SourceException.class))
                .extracting(SourceException::getMessage)
                .asString()
                .contains(why);
        assertOthersAreThere(archive);
    }

    private static ManifestEntry furtherName(String path, String first) {
        return new ManifestEntry(
                Path.of(path),
                FileType.FILE,
                new FileVersion(SMALL, 0, 0, 0),
                0644,
                new ManifestEntry.Owner(0, 0, null, null),
                null,
                Path.of(first),
                null,
                ExtendedAttributes.NONE,
                false);
    }

    private static byte[] bytes(int size, int seed) {
        return ChangingContent.bytes(size, seed);
    }
}
