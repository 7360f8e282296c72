package io.saddlebag.archive;

import io.saddlebag.archive.Deflaters.Part;
import io.saddlebag.archive.ZipRecord.Extent;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Writes a zip. Small files are read, hashed and deflated as wholes; large ones are {@link ZipStream}s. */
final class ZipArchiveWriter implements ArchiveWriter {

    private final ZipOutput output;
    private final Account account;
    private final OrderedWork work;
    private final Deflaters deflaters;
    private final BooleanSupplier dropped;

    ZipArchiveWriter(Destination store, SnapshotId id, ArchiveOptions options, Ledger ledger) throws IOException {
        output = new ZipOutput(store, id, options.scratch());
        account = new Account(id, ledger);
        work = new OrderedWork(options.threads());
        deflaters = new Deflaters(options.level());
        dropped = options.dropped();
    }

    @Override
    public void add(ManifestEntry entry) throws IOException {
        var file = entry.hardlink();
        work.add(file != null ? () -> account.further(entry, file) : () -> write(entry));
    }

    /** A link's content is where it points. */
    private void write(ManifestEntry entry) throws IOException {
        var target = entry.link();
        var content = target == null ? new byte[0] : PathBytes.of(target);
        output.write(record(entry, ZipRecord.STORED, content, content.length), new Part(content, content.length));
        account.passed(entry);
    }

    private static ZipRecord record(ManifestEntry entry, int method, byte[] content, int compressed) {
        var checkSum = new CRC32();
        checkSum.update(content);
        var extent = new Extent((int) checkSum.getValue(), compressed, content.length);
        return new ZipRecord(name(entry), entry, method, false, false, extent);
    }

    private static byte[] name(ManifestEntry entry) {
        var name = ZipNames.of(entry.path(), ZipNames.as(entry.path()));
        if (entry.type() != FileType.DIRECTORY) {
            return name;
        }
        var directory = Arrays.copyOf(name, name.length + 1);
        directory[name.length] = '/';
        return directory;
    }

    @Override
    public void add(ManifestEntry entry, FileContent content) throws IOException {
        if (entry.size() > SmallFile.LARGEST) {
            stream(entry, new Attempts(entry), content, work);
        } else {
            work.add(entry.size(), () -> prepare(entry, content), prepared -> write(entry, content, prepared));
        }
    }

    private record Prepared(
            SmallFile file,
            @Nullable ZipRecord record,
            @Nullable Part content) {}

    private Prepared prepare(ManifestEntry entry, FileContent content) throws IOException {
        var file = SmallFile.of(entry, content, dropped);
        if (!(file instanceof SmallFile.Read read)) {
            return new Prepared(file, null, null);
        }
        var deflated = deflaters.whole(read.bytes());
        if (deflated == null) {
            var stored = new Part(read.bytes(), read.bytes().length);
            return new Prepared(file, record(read.entry(), ZipRecord.STORED, read.bytes(), stored.length()), stored);
        }
        var record = record(read.entry(), ZipRecord.DEFLATED, read.bytes(), deflated.length());
        return new Prepared(read.withoutBytes(), record, deflated);
    }

    private void write(ManifestEntry entry, FileContent content, Prepared prepared) throws IOException {
        if (prepared.file() instanceof SmallFile.Read read) {
            output.write(Objects.requireNonNull(prepared.record()), Objects.requireNonNull(prepared.content()));
            account.stored(entry, read.entry(), read.whole(), ZipNames.as(entry.path()), read.sha256());
        } else if (prepared.file() instanceof SmallFile.Unread unread) {
            account.unread(entry, unread.reason());
        } else if (prepared.file() instanceof SmallFile.Grown grown) {
            try (var within = work.within()) {
                stream(entry, grown.attempts(), content, within);
                within.finish();
            }
        }
    }

    private void stream(ManifestEntry entry, Attempts attempts, FileContent content, OrderedWork order)
            throws IOException {
        new ZipStream(output, account, deflaters, dropped, order).write(entry, attempts, content);
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
                deflaters;
                work) {}
    }
}
