package io.saddlebag.archive;

import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * One entry of a zip as the records around its content have it: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.9 (data
 * descriptor), 4.3.12 (central directory), 4.5.3 (zip64); Info-ZIP's extra fields 0x5455 (time) and 0x7875 (owner) after its
 * proginfo/extrafld.txt.
 *
 * @param name with a slash at the end for a directory
 * @param streamed whether the sizes follow the content
 * @param large whether its records are of zip64 before its sizes are known
 */
record ZipRecord(byte[] name, ManifestEntry entry, int method, boolean streamed, boolean large, Extent extent) {

    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final long NO_32_BITS = 0xFFFFFFFFL;

    private static final int VERSION = 20;
    private static final int VERSION_ZIP64 = 45;
    private static final int UNIX = 3 << 8;
    private static final int FLAG_STREAMED = 1 << 3;
    private static final int FLAG_UTF8 = 1 << 11;
    private static final int DOS_DIRECTORY = 0x10;
    private static final int LONGEST_RECORD = 46 + 4 + 24 + 9 + 15;

    /** What is known of a content when it was written; all 0 before. */
    record Extent(int checkSum, long compressed, long size) {

        static final Extent UNKNOWN = new Extent(0, 0, 0);
    }

    ZipRecord with(Extent known) {
        return new ZipRecord(name, entry, method, streamed, large, known);
    }

    byte[] local() {
        var record = begin(0x04034B50);
        record.putShort((short) (large ? VERSION_ZIP64 : VERSION));
        common(record);
        sizes(record, large ? NO_32_BITS : extent.compressed(), large ? NO_32_BITS : extent.size());
        record.putShort((short) name.length);
        int extraLength = record.position();
        record.putShort((short) 0).put(name);
        int start = record.position();
        if (large) {
            record.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0);
        }
        time(record);
        owner(record);
        return end(record, extraLength, start);
    }

    byte[] descriptor() {
        var record = begin(0x08074B50).putInt(extent.checkSum());
        if (large) {
            record.putLong(extent.compressed()).putLong(extent.size());
        } else {
            record.putInt((int) extent.compressed()).putInt((int) extent.size());
        }
        return bytes(record);
    }

    byte[] central(long offset) {
        boolean zip64 = large || offset >= NO_32_BITS;
        var record = begin(0x02014B50);
        record.putShort((short) (UNIX | VERSION_ZIP64)).putShort((short) (zip64 ? VERSION_ZIP64 : VERSION));
        common(record);
        sizes(record, shown(extent.compressed()), shown(extent.size()));
        record.putShort((short) name.length);
        int extraLength = record.position();
        record.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        record.putInt(attributes()).putInt((int) shown(offset)).put(name);
        int start = record.position();
        zip64(record, offset);
        time(record);
        return end(record, extraLength, start);
    }

    private ByteBuffer begin(int signature) {
        return ByteBuffer.allocate(LONGEST_RECORD + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(signature);
    }

    private static byte[] end(ByteBuffer record, int extraLength, int start) {
        record.putShort(extraLength, (short) (record.position() - start));
        return bytes(record);
    }

    private static byte[] bytes(ByteBuffer record) {
        var bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }

    private void common(ByteBuffer record) {
        record.putShort((short) (FLAG_UTF8 | (streamed ? FLAG_STREAMED : 0)));
        record.putShort((short) method).putInt(dosTime());
    }

    private void sizes(ByteBuffer record, long compressed, long size) {
        record.putInt(extent.checkSum()).putInt((int) compressed).putInt((int) size);
    }

    private static long shown(long value) {
        return Math.min(value, NO_32_BITS);
    }

    /** Only those values that the record itself has no room for, in this order (4.5.3). */
    private void zip64(ByteBuffer record, long offset) {
        int start = record.position();
        record.putShort((short) 1).putShort((short) 0);
        for (long value : new long[] {extent.size(), extent.compressed(), offset}) {
            if (value >= NO_32_BITS) {
                record.putLong(value);
            }
        }
        int length = record.position() - start - 4;
        record.putShort(start + 2, (short) length);
        if (length == 0) {
            record.position(start);
        }
    }

    private int attributes() {
        int type = switch (entry.type()) {
            case FILE -> 0100000;
            case DIRECTORY -> 0040000;
            case LINK -> 0120000;
            case OTHER -> throw new IllegalArgumentException(entry.path() + " cannot be in an archive");
        };
        int mode = entry.type() == FileType.LINK ? 0777 : entry.mode();
        return (type | mode) << 16 | (entry.type() == FileType.DIRECTORY ? DOS_DIRECTORY : 0);
    }

    /** In steps of two seconds of UTC, from 1980 to 2107. */
    private int dosTime() {
        var time = Instant.ofEpochSecond(seconds()).atOffset(ZoneOffset.UTC);
        if (time.getYear() < 1980) {
            return 1 << 21 | 1 << 16;
        }
        if (time.getYear() > 2107) {
            return 127 << 25 | 12 << 21 | 31 << 16 | 23 << 11 | 59 << 5 | 29;
        }
        return (time.getYear() - 1980) << 25
                | time.getMonthValue() << 21
                | time.getDayOfMonth() << 16
                | time.getHour() << 11
                | time.getMinute() << 5
                | time.getSecond() / 2;
    }

    private long seconds() {
        return Math.floorDiv(entry.modified(), 1_000_000_000L);
    }

    /** The field has 32 bits; a time that does not fit is left out. */
    private void time(ByteBuffer record) {
        if (seconds() == (int) seconds()) {
            record.putShort((short) 0x5455).putShort((short) 5).put((byte) 1).putInt((int) seconds());
        }
    }

    private void owner(ByteBuffer record) {
        record.putShort((short) 0x7875).putShort((short) 11).put((byte) 1);
        record.put((byte) 4).putInt(entry.owner().uid());
        record.put((byte) 4).putInt(entry.owner().gid());
    }
}
