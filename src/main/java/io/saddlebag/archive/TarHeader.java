package io.saddlebag.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.PathBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a content in a tar: a ustar header, and before that, where it has no room for a value, an extended header
 * (POSIX.1-2017, pax, "pax Interchange Format"). Names are the bytes they are, also where they are not UTF-8, as GNU tar has them;
 * extended attributes are {@code SCHILY.xattr} records, as GNU tar and libarchive have them.
 */
final class TarHeader {

    static final int BLOCK = 512;

    private static final int NAME_ROOM = 100;
    private static final int OWNER_ROOM = 31;
    private static final long LARGEST_ID = 07777777;
    private static final long LARGEST_VALUE = 077777777777L;
    private static final long SECOND = 1_000_000_000;
    private static final byte[] EXTENDED_NAME = "PaxHeaders/entry".getBytes(US_ASCII);

    private final ManifestEntry entry;
    private final byte[] name;
    private final byte[] link;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    private TarHeader(ManifestEntry entry) {
        this.entry = entry;
        this.name = name(entry);
        this.link = link(entry);
    }

    /** The header of an entry; a further name of a file becomes a hard link, which has no content. */
    static byte[] of(ManifestEntry entry) {
        return new TarHeader(entry).bytes();
    }

    private static byte[] name(ManifestEntry entry) {
        var name = PathBytes.of(entry.path());
        if (entry.type() != FileType.DIRECTORY) {
            return name;
        }
        var directory = Arrays.copyOf(name, name.length + 1);
        directory[name.length] = '/';
        return directory;
    }

    private static byte[] link(ManifestEntry entry) {
        Path target = entry.hardlink() != null ? entry.hardlink() : entry.link();
        return target == null ? new byte[0] : PathBytes.of(target);
    }

    private byte[] bytes() {
        collectRecords();
        var output = new ByteArrayOutputStream(3 * BLOCK);
        if (records.size() > 0) {
            output.writeBytes(ustar(EXTENDED_NAME, new byte[0], 'x', records.size(), true));
            output.writeBytes(records.toByteArray());
            output.writeBytes(new byte[padding(records.size())]);
        }
        output.writeBytes(ustar(name, link, type(), size(), false));
        return output.toByteArray();
    }

    /** How many bytes fill up the last block. */
    static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }

    private char type() {
        return switch (entry.type()) {
            case FILE -> entry.hardlink() == null ? '0' : '1';
            case LINK -> '2';
            case DIRECTORY -> '5';
            case OTHER -> throw new IllegalArgumentException(entry.path() + " cannot be in an archive");
        };
    }

    private long size() {
        return type() == '0' ? entry.size() : 0;
    }

    private long seconds() {
        return Math.floorDiv(entry.modified(), SECOND);
    }

    private void collectRecords() {
        if (needsRecord(name)) {
            record("path", name);
        }
        if (needsRecord(link)) {
            record("linkpath", link);
        }
        if (size() > LARGEST_VALUE) {
            record("size", Long.toString(size()).getBytes(US_ASCII));
        }
        if (entry.modified() % SECOND != 0 || seconds() < 0 || seconds() > LARGEST_VALUE) {
            record("mtime", NanoTime.text(entry.modified()).getBytes(US_ASCII));
        }
        number("uid", Integer.toUnsignedLong(entry.owner().uid()));
        number("gid", Integer.toUnsignedLong(entry.owner().gid()));
        owner("uname", entry.owner().user());
        owner("gname", entry.owner().group());
        collectExtended();
    }

    private static boolean needsRecord(byte[] name) {
        if (name.length > NAME_ROOM) {
            return true;
        }
        for (byte value : name) {
            if (value < 0) {
                return isText(name);
            }
        }
        return false;
    }

    private static boolean isText(byte[] name) {
        return Arrays.equals(new String(name, UTF_8).getBytes(UTF_8), name);
    }

    private void number(String key, long id) {
        if (id > LARGEST_ID) {
            record(key, Long.toString(id).getBytes(US_ASCII));
        }
    }

    private void owner(String key, @Nullable String owner) {
        if (owner != null && owner.getBytes(UTF_8).length > OWNER_ROOM) {
            record(key, owner.getBytes(UTF_8));
        }
    }

    private void collectExtended() {
        if (entry.hardlink() != null || entry.extended().isEmpty()) {
            return;
        }
        for (var attribute : new TreeSet<>(entry.extended().names())) {
            var value = Objects.requireNonNull(entry.extended().value(attribute));
            var bytes = new byte[value.remaining()];
            value.get(bytes);
            record("SCHILY.xattr." + attribute.replace("%", "%25").replace("=", "%3D"), bytes);
        }
    }

    /** A line {@code length key=value}, whose length counts its own digits. */
    private void record(String key, byte[] value) {
        var begin = (" " + key + "=").getBytes(UTF_8);
        int rest = begin.length + value.length + 1;
        int length = rest + Integer.toString(rest).length();
        if (Integer.toString(length).length() > Integer.toString(rest).length()) {
            length++;
        }
        records.writeBytes(Integer.toString(length).getBytes(US_ASCII));
        records.writeBytes(begin);
        records.writeBytes(value);
        records.write('\n');
    }

    /** The header of the extended header has nothing of the entry, so that it compresses well. */
    private byte[] ustar(byte[] path, byte[] target, char type, long size, boolean extended) {
        var header = ByteBuffer.allocate(BLOCK);
        header.put(path, 0, Math.min(path.length, NAME_ROOM)).position(NAME_ROOM);
        octal(header, 8, extended ? 0644 : entry.mode());
        octal(
                header,
                8,
                extended ? 0 : within(Integer.toUnsignedLong(entry.owner().uid()), LARGEST_ID));
        octal(
                header,
                8,
                extended ? 0 : within(Integer.toUnsignedLong(entry.owner().gid()), LARGEST_ID));
        octal(header, 12, within(size, LARGEST_VALUE));
        octal(header, 12, extended ? 0 : within(seconds(), LARGEST_VALUE));
        int checkSum = header.position();
        header.put("        ".getBytes(US_ASCII)).put((byte) type);
        header.put(target, 0, Math.min(target.length, NAME_ROOM)).position(257);
        header.put("ustar\0".getBytes(US_ASCII)).put("00".getBytes(US_ASCII));
        if (!extended) {
            text(header, 265, entry.owner().user());
            text(header, 297, entry.owner().group());
        }
        header.position(checkSum);
        octal(header, 7, sum(header.array()));
        return header.array();
    }

    private static long within(long value, long largest) {
        return value < 0 ? 0 : Math.min(value, largest);
    }

    private static void octal(ByteBuffer header, int room, long value) {
        for (int shift = (room - 2) * 3; shift >= 0; shift -= 3) {
            header.put((byte) ('0' + (value >> shift & 7)));
        }
        header.put((byte) 0);
    }

    private static void text(ByteBuffer header, int position, @Nullable String text) {
        var bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
        header.position(position).put(bytes, 0, Math.min(bytes.length, OWNER_ROOM));
    }

    /** The sum of all bytes, with blanks in its own place. */
    static int sum(byte[] header) {
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xFF;
        }
        return sum;
    }
}
