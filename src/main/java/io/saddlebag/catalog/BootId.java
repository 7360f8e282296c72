package io.saddlebag.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells one start of the machine from the next: what was written before a crash of it may be lost. */
final class BootId {

    private static final Path SOURCE = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** The current one, or null where the system has none. */
    static @Nullable String current() {
        try {
            return Files.readString(SOURCE).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
