package io.saddlebag.archive;

import io.saddlebag.archive.Attempts.Verdict;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;

/**
 * Writes a compressed tar. Small files are read and hashed ahead. A large one is read when its turn comes; an attempt that failed
 * stays in the tar, filled up with zeros, and the next one follows under the same name, of which the last counts.
 */
final class TarArchiveWriter implements ArchiveWriter {

    private static final int BLOCK_SIZE = 1 << 18;

    private final TarOutput output;
    private final Account account;
    private final OrderedWork work;
    private final BooleanSupplier dropped;
    private final byte[] block = new byte[BLOCK_SIZE];

    TarArchiveWriter(Destination store, SnapshotId id, ArchiveOptions options, Ledger ledger) throws IOException {
        output = TarOutput.of(store, id, options);
        account = new Account(id, ledger);
        work = new OrderedWork(options.threads());
        dropped = options.dropped();
    }

    @Override
    public void add(ManifestEntry entry) throws IOException {
        var file = entry.hardlink();
        work.add(file != null ? () -> link(entry, file) : () -> write(entry));
    }

    private void link(ManifestEntry entry, Path file) throws IOException {
        if (account.has(file)) {
            writeHeader(entry);
        }
        account.further(entry, file);
    }

    private void write(ManifestEntry entry) throws IOException {
        writeHeader(entry);
        account.passed(entry);
    }

    private void writeHeader(ManifestEntry entry) throws IOException {
        var header = TarHeader.of(entry);
        output.write(header, header.length);
    }

    @Override
    public void add(ManifestEntry entry, FileContent content) throws IOException {
        if (entry.size() > SmallFile.LARGEST) {
            work.finish();
            streamLarge(entry, content);
        } else {
            work.add(entry.size(), () -> SmallFile.of(entry, content, dropped), file -> write(entry, content, file));
        }
    }

    private void write(ManifestEntry entry, FileContent content, SmallFile file) throws IOException {
        if (file instanceof SmallFile.Read read) {
            writeHeader(read.entry());
            output.write(read.bytes(), read.bytes().length);
            output.fill(0, read.bytes().length);
            account.stored(entry, read.entry(), read.whole(), null, read.sha256());
        } else if (file instanceof SmallFile.Unread unread) {
            account.unread(entry, unread.reason());
        } else if (file instanceof SmallFile.Grown grown) {
            stream(entry, grown.attempts(), content);
        }
    }

    /** Its header stands before it is read, and has more than a walk sees. */
    private void streamLarge(ManifestEntry given, FileContent content) throws IOException {
        try {
            stream(given, new Attempts(content.look()), content);
        } catch (SourceException e) {
            account.unread(given, e);
        }
    }

    private void stream(ManifestEntry given, Attempts attempts, FileContent content) throws IOException {
        try {
            while (!attempt(given, attempts, content)) {}
        } catch (SourceException e) {
            account.unread(given, e);
        }
    }

    /** Whether it was good. */
    private boolean attempt(ManifestEntry given, Attempts attempts, FileContent content) throws IOException {
        var before = attempts.before();
        var digest = Sha256.begin();
        long copied = copy(before, content, digest);
        var after = content.look();
        var verdict = attempts.judge(copied, after);
        if (verdict == Verdict.AGAIN) {
            return false;
        }
        boolean whole = verdict == Verdict.WHOLE;
        account.stored(given, whole ? after : before, whole, null, Sha256.hex(digest));
        return true;
    }

    private long copy(ManifestEntry before, FileContent content, MessageDigest digest) throws IOException {
        try (var input = new FileInput(content, before, dropped)) {
            writeHeader(before);
            long copied = 0;
            int count = block.length;
            while (count == block.length) {
                count = fill(input, before, copied);
                digest.update(block, 0, count);
                output.write(block, count);
                copied += count;
            }
            output.fill(before.size() - copied, before.size());
            return copied;
        }
    }

    /** The tar goes on behind the size that the header says, whatever becomes of the file. */
    private int fill(FileInput input, ManifestEntry before, long copied) throws IOException {
        try {
            return input.fill(block);
        } catch (SourceException e) {
            output.fill(before.size() - copied, before.size());
            throw e;
        }
    }

    @Override
    public void pass(ManifestEntry entry) throws IOException {
        work.add(() -> account.passed(entry));
    }

    @Override
    public ManifestHeader.Archive finish() throws IOException {
        work.finish();
        return output.finish();
    }

    @Override
    public void close() throws IOException {
        try (output;
                work) {}
    }
}
