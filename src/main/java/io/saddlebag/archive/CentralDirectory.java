package io.saddlebag.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.saddlebag.tree.TemporaryName;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The list at the end of a zip. It waits in a temporary file, so that memory does not grow with the number of entries. */
final class CentralDirectory implements Closeable {

    private static final int NO_16_BITS = 0xFFFF;
    private static final int VERSION_ZIP64 = 45;

    private final Path spool;
    private final OutputStream records;
    private long count;
    private long size;

    CentralDirectory(Path scratch) throws IOException {
        spool = TemporaryName.beside(scratch.resolve("x"));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel = Files.newByteChannel(spool, Set.of(CREATE_NEW, WRITE), ownerOnly);
        records = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    /** Adds an entry, whose local header is at an offset of the zip. */
    void add(ZipRecord entry, long offset) throws IOException {
        var record = entry.central(offset);
        records.write(record);
        count++;
        size += record.length;
    }

    /** Writes the list and the records that end a zip: APPNOTE.TXT, 4.3.14 to 4.3.16. */
    void writeTo(OutputStream zip, long offset) throws IOException {
        records.flush();
        Files.copy(spool, zip);
        var end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        if (count >= NO_16_BITS || size >= ZipRecord.NO_32_BITS || offset >= ZipRecord.NO_32_BITS) {
            endZip64(end, offset);
        }
        short shownCount = (short) Math.min(count, NO_16_BITS);
        end.putInt(0x06054B50).putInt(0).putShort(shownCount).putShort(shownCount);
        end.putInt((int) Math.min(size, ZipRecord.NO_32_BITS));
        end.putInt((int) Math.min(offset, ZipRecord.NO_32_BITS)).putShort((short) 0);
        zip.write(end.array(), 0, end.position());
    }

    private void endZip64(ByteBuffer end, long offset) {
        end.putInt(0x06064B50).putLong(44);
        end.putShort((short) (3 << 8 | VERSION_ZIP64)).putShort((short) VERSION_ZIP64);
        end.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(offset);
        end.putInt(0x07064B50).putInt(0).putLong(offset + size).putInt(1);
    }

    @Override
    public void close() throws IOException {
        try {
            records.close();
        } finally {
            Files.deleteIfExists(spool);
        }
    }
}
