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

    /** Whether it was good. */
    private boolean attempt(ManifestEntry given, Attempts attempts, FileContent content) throws IOException {
        var before = attempts.before();
        var digest = Sha256.begin();
        var checkSum = new CRC32();
        var as = ZipNames.as(before.path());
        var record = new ZipRecord(
                ZipNames.of(before.path(), as),
                before,
                ZipRecord.DEFLATED,
                true,
                before.size() >= LARGE,
                Extent.UNKNOWN);
        work.add(() -> output.begin(record));
        long copied = copy(before, content, digest, checkSum);
        var after = content.look();
        var verdict = attempts.judge(copied, after);
        if (verdict == Verdict.AGAIN) {
            return false;
        }
        boolean whole = verdict == Verdict.WHOLE;
        var sha256 = Sha256.hex(digest);
        work.add(() -> {
            output.end(record, (int) checkSum.getValue(), copied);
            account.stored(given, whole ? after : before, whole, as, sha256);
        });
        return true;
    }

    private long copy(ManifestEntry before, FileContent content, MessageDigest digest, CRC32 checkSum)
            throws IOException {
        long copied = 0;
        byte[] window = {};
        try (var input = new FileInput(content, before, dropped)) {
            boolean last = false;
            while (!last) {
                var block = new byte[BLOCK_SIZE];
                int count = input.fill(block);
                copied += count;
                last = count < block.length || copied == before.size();
                digest.update(block, 0, count);
                checkSum.update(block, 0, count);
                deflate(new Part(block, count), window, last);
                window = Deflaters.endOf(block, count);
            }
        }
        return copied;
    }

    private void deflate(Part block, byte[] window, boolean last) throws IOException {
        work.add(block.length(), () -> deflaters.block(block, window, last), output::append);
    }
}
