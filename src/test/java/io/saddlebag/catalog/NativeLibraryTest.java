package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    @TempDir
    Path cache;

    @Test
    void isUnpackedOnce() throws Exception {
        var directory = NativeLibrary.cached(cache);
        var library = directory.resolve(System.mapLibraryName("sqlitejdbc"));
        var unpacked = Files.getLastModifiedTime(library);

        var again = NativeLibrary.cached(cache);

        assertThat(again).isEqualTo(directory);
        assertThat(directory).isDirectoryContaining(library::equals);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpacked);
        assertThat(Files.size(library)).isGreaterThan(100_000);
    }
}
