package io.saddlebag.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Random;

/**
 * A plain tree that takes a run some time: as many files in each of some directories.
 *
 * @param directories how many directories
 * @param each how many files in each
 * @param largest the size of the largest file; the smallest are empty
 */
record ManyFiles(int directories, int each, int largest) {

    /** Makes the tree. */
    void into(Path root) throws IOException {
        var random = new Random(directories);
        for (int directory = 0; directory < directories; directory++) {
            var made = Files.createDirectories(root.resolve("many" + directory));
            for (int file = 0; file < each; file++) {
                var content = new byte[random.nextInt(largest + 1)];
                random.nextBytes(content);
                Files.write(made.resolve("file" + file), content);
            }
        }
    }

    int count() {
        return directories * each;
    }

    /** How many files of the tree have come to another place, while they are still coming. */
    int countIn(Path root) throws IOException {
        int count = 0;
        for (int directory = 0; directory < directories; directory++) {
            count += childrenOf(root.resolve("many" + directory));
        }
        return count;
    }

    private static int childrenOf(Path directory) throws IOException {
        try (var children = Files.list(directory)) {
            return (int) children.count();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return 0;
        }
    }
}
