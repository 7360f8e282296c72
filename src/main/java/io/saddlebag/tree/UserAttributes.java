package io.saddlebag.tree;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the extended attributes of users ({@code user.*}), and the {@link FileCapabilities}. A file system is asked once whether it has any at all; where it
 * has, a file costs opening it once more.
 */
public final class UserAttributes {

    private final Map<Long, Boolean> carriers = new ConcurrentHashMap<>();

    /** What Java puts in the place of bytes that are not UTF-8. */
    private static final char REPLACED = '\uFFFD';

    /** What the names of users' attributes begin with. */
    public static final String PREFIX = "user.";

    /**
     * Attributes of one file or directory, a link not followed.
     *
     * @param entry what is there
     */
    public static ExtendedAttributes of(Path absolute, Entry entry) throws IOException {
        var view = view(absolute);
        var names = view.list();
        var capabilities = FileCapabilities.mayBeOf(entry) ? FileCapabilities.of(absolute) : null;
        if (names.isEmpty() && capabilities == null) {
            return ExtendedAttributes.NONE;
        }
        var values = new HashMap<String, byte[]>();
        for (var name : names) {
            try {
                values.put(PREFIX + name, value(view, name));
            } catch (IOException e) {
                requireUnspeakable(name, e);
            }
        }
        if (capabilities != null) {
            values.put(FileCapabilities.NAME, capabilities);
        }
        return ExtendedAttributes.of(values);
    }

    /** Java cannot say a name that is not UTF-8. Such an attribute is left out; the file that has it is not. */
    private static void requireUnspeakable(String name, IOException failure) throws IOException {
        if (name.indexOf(REPLACED) < 0) {
            throw failure;
        }
    }

    /** What reads and writes them one by one, where they are carried. */
    public static UserDefinedFileAttributeView view(Path absolute) {
        return Objects.requireNonNull(
                Files.getFileAttributeView(absolute, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS),
                "this system has no extended attributes");
    }

    private static byte[] value(UserDefinedFileAttributeView view, String name) throws IOException {
        var value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        return Arrays.copyOf(value.array(), value.position());
    }

    /** Whether the file system that holds a path can have them; where that cannot be told, it is taken to. */
    public static boolean areCarriedBy(Path absolute) {
        try {
            return Files.getFileStore(absolute).supportsFileAttributeView(UserDefinedFileAttributeView.class);
        } catch (IOException e) {
            return true;
        }
    }

    /** The same as {@link #of}, for many paths of a few file systems. */
    ExtendedAttributes read(Path absolute, Entry entry) throws IOException {
        return carriers.computeIfAbsent(entry.device(), unknown -> areCarriedBy(absolute))
                ? of(absolute, entry)
                : ExtendedAttributes.NONE;
    }
}
