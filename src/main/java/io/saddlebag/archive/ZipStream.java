package io.saddlebag.archive;

import io.saddlebag.archive.Attempts.Verdict;
import io.saddlebag.archive.Deflaters.Part;
import io.saddlebag.archive.ZipRecord.Extent;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A large file on its way into a zip: read in blocks, each of them deflated ahead. An attempt that failed gets no line in the
 * central directory, so no reader ever sees its bytes.
 */
final class ZipStream {

    private static final int BLOCK_SIZE = 1 << 20;
    /** More than what blocks that do not shrink add to the largest content whose sizes have 32 bits. */
    private static final long LARGE = ZipRecord.NO_32_BITS - (1 << 20);

    private final ZipOutput output;
    private final Account account;
    private final Deflaters deflaters;
    private final BooleanSupplier dropped;
    private final OrderedWork work;

    ZipStream(ZipOutput output, Account account, Deflaters deflaters, BooleanSupplier dropped, OrderedWork work) {
        this.output = output;
        this.account = account;
        this.deflaters = deflaters;
        this.dropped = dropped;
        this.work = work;
    }

    void write(ManifestEntry given, Attempts attempts, FileContent content) throws IOException {
        try {
            while (!attempt(given, attempts, content)) {}
        } catch (SourceException e) {
            work.add(() -> account.unread(given, e));
        }
    }

    /** What was read of a file in one attempt. */
    private static final class Reading {

        private final MessageDigest digest = Sha256.begin();
        private final CRC32 checkSum = new CRC32();
        private byte[] window = {};
        private long size;
        private boolean ended;
    }

    /** Whether it was good. */
    private boolean attempt(ManifestEntry given, Attempts attempts, FileContent content) throws IOException {
        var before = attempts.before();
        var as = ZipNames.as(before.path());
        var name = ZipNames.of(before.path(), as);
        var record = new ZipRecord(name, before, ZipRecord.DEFLATED, true, before.size() >= LARGE, Extent.UNKNOWN);
        var reading = new Reading();
        work.add(() -> output.begin(record));
        try {
            copy(before, content, reading);
            var after = content.look();
            var verdict = attempts.judge(reading.size, after);
            if (verdict != Verdict.AGAIN) {
                boolean whole = verdict == Verdict.WHOLE;
                end(record, reading, given, whole ? after : before, whole, as);
                return true;
            }
        } catch (SourceException e) {
            withdraw(record, reading);
            throw e;
        }
        withdraw(record, reading);
        return false;
    }

    private void end(
            ZipRecord record,
            Reading reading,
            ManifestEntry given,
            ManifestEntry read,
            boolean whole,
            @Nullable String as)
            throws IOException {
        var sha256 = Sha256.hex(reading.digest);
        work.add(() -> {
            output.end(record, (int) reading.checkSum.getValue(), reading.size);
            account.stored(given, read, whole, as, sha256);
        });
    }

    /** Who reads the zip from its beginning to its end can go on behind what does not count. */
    private void withdraw(ZipRecord record, Reading reading) throws IOException {
        if (!reading.ended) {
            deflate(new Part(new byte[0], 0), reading, true);
        }
        work.add(() -> output.withdraw(record, (int) reading.checkSum.getValue(), reading.size));
    }

    private void copy(ManifestEntry before, FileContent content, Reading reading) throws IOException {
        try (var input = new FileInput(content, before, dropped)) {
            while (!reading.ended) {
                var block = new byte[BLOCK_SIZE];
                int count = input.fill(block);
                reading.size += count;
                reading.digest.update(block, 0, count);
                reading.checkSum.update(block, 0, count);
                deflate(new Part(block, count), reading, count < block.length || reading.size == before.size());
            }
        }
    }

    private void deflate(Part block, Reading reading, boolean last) throws IOException {
        var window = reading.window;
        work.add(block.length(), () -> deflaters.block(block, window, last), output::append);
        reading.window = Deflaters.endOf(block.bytes(), block.length());
        reading.ended = last;
    }
}
