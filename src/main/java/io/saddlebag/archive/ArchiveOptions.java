package io.saddlebag.archive;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * How an archive is written.
 *
 * @param level how hard to compress: 0 to 9 for zip and tar.gz, 1 to 22 for tar.zst, of no effect for a directory
 * @param threads how many read and compress; the archive is the same whatever their number
 * @param scratch a directory for a temporary file, of which nothing is left after the writer was closed
 * @param dropped polled while contents are read; true ends the writing with a {@link io.saddlebag.tree.CopyDroppedException}
 */
public record ArchiveOptions(ArchiveFormat format, int level, int threads, Path scratch, BooleanSupplier dropped) {

    /** The format's own level, a thread for each processor, and no end before the end. */
    public static ArchiveOptions of(ArchiveFormat format, Path scratch) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new ArchiveOptions(format, format.defaultLevel(), processors, scratch, () -> false);
    }
}
