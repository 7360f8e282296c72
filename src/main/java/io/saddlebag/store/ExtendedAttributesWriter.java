package io.saddlebag.store;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.tree.FileCapabilities;
import io.saddlebag.tree.Stat;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets the extended attributes of files and directories; what the file system cannot carry is a limitation. */
final class ExtendedAttributesWriter {

    private static final String NOT_THERE = "extended attributes cannot be set there";
    private static final String TOO_LARGE = "some extended attributes are too large to be set there";

    /** What Linux says of an attribute that is too large: ENOSPC (ext4), E2BIG, ERANGE. */
    private static final List<String> LARGE =
            List.of("No space left on device", "Argument list too long", "Numerical result out of range");

    /** With less room than this the disk is to blame, not the attribute. */
    private static final long ROOM = 1 << 20;

    private final Path root;
    private final Attributes attributes;
    private volatile @Nullable Boolean carried;

    ExtendedAttributesWriter(Path root, Attributes attributes) {
        this.root = root;
        this.attributes = attributes;
    }

    boolean areCarried() {
        var known = carried;
        if (known == null) {
            known = UserAttributes.areCarriedBy(root);
            carried = known;
        }
        return known;
    }

    ExtendedAttributes of(Path path) throws IOException {
        return areCarried()
                ? attributes.openingUp(path, () -> UserAttributes.of(path, Stat.of(path, path)))
                : ExtendedAttributes.NONE;
    }

    /** Sets them on something that is there; its owner may have to be given the right to, which setting the mode takes back. */
    void set(Path path, ExtendedAttributes wanted) throws IOException {
        var present = of(path);
        if (!present.equals(wanted) && isCarried(wanted)) {
            attributes.openForOwner(path, Stat.of(path, path));
            write(path, present, wanted);
        }
    }

    private boolean isCarried(ExtendedAttributes wanted) {
        if (!areCarried() && !wanted.isEmpty()) {
            attributes.limitedBy(NOT_THERE);
        }
        return areCarried();
    }

    private void write(Path path, ExtendedAttributes present, ExtendedAttributes wanted) throws IOException {
        for (var name : present.names()) {
            if (wanted.value(name) == null) {
                delete(path, name);
            }
        }
        for (var name : wanted.names()) {
            if (!Objects.equals(wanted.value(name), present.value(name))) {
                write(path, name, wanted);
            }
        }
    }

    private void write(Path path, String name, ExtendedAttributes wanted) throws IOException {
        try {
            set(path, name, wanted);
        } catch (FileSystemException e) {
            if (!isTooLarge(e, name, wanted)) {
                attributes.limit(NOT_THERE, e, file -> set(file, name, wanted));
            }
        }
    }

    private static void delete(Path path, String name) throws IOException {
        if (name.equals(FileCapabilities.NAME)) {
            FileCapabilities.set(path, null);
        } else {
            UserAttributes.view(path).delete(name.substring(UserAttributes.PREFIX.length()));
        }
    }

    private static void set(Path path, String name, ExtendedAttributes wanted) throws IOException {
        var value = wanted.value(name);
        if (name.equals(FileCapabilities.NAME)) {
            FileCapabilities.set(path, value);
        } else if (value != null) {
            UserAttributes.view(path).write(name.substring(UserAttributes.PREFIX.length()), value);
        }
    }

    /**
     * The attributes of what is, or is to become, a program with capabilities.
     *
     * @param wanted what it is to be: as long as it may not be executed, nobody else looks for capabilities
     */
    ExtendedAttributes ofProgram(Path path, Entry wanted) throws IOException {
        return FileCapabilities.mayBeOf(wanted) && areCarried()
                ? UserAttributes.of(path, wanted)
                : ExtendedAttributes.NONE;
    }

    /** Sets a program's capabilities again, which a new owner has taken away. */
    void setCapabilities(Path path, ExtendedAttributes wanted) throws IOException {
        if (wanted.value(FileCapabilities.NAME) != null && areCarried()) {
            write(path, FileCapabilities.NAME, wanted);
        }
    }

    private boolean isTooLarge(FileSystemException refusal, String name, ExtendedAttributes wanted) throws IOException {
        var reason = String.valueOf(refusal.getReason());
        boolean tooLarge = LARGE.stream().anyMatch(reason::contains)
                && Files.getFileStore(root).getUsableSpace() >= ROOM
                && !attributes.isPossible(file -> set(file, name, wanted));
        if (tooLarge) {
            attributes.limitedBy(TOO_LARGE);
        }
        return tooLarge;
    }
}
