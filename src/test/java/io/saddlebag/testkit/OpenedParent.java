package io.saddlebag.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** A directory whose owner may write into it until this is closed; then its mode, if asked for also its time, is back. */
final class OpenedParent implements Closeable {

    private final Path directory;
    private final int mode;
    private final FileTime time;
    private final boolean keepsTime;
    private final boolean opened;

    OpenedParent(Path directory, boolean keepsTime) throws IOException {
        this.directory = directory;
        this.mode = (int) Files.getAttribute(directory, "unix:mode") & 07777;
        this.time = Files.getLastModifiedTime(directory);
        this.keepsTime = keepsTime;
        this.opened = !Files.isWritable(directory);
        if (opened) {
            Files.setAttribute(directory, "unix:mode", mode | 0700);
        }
    }

    @Override
    public void close() throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (keepsTime) {
            Files.setLastModifiedTime(directory, time);
        }
        if (opened) {
            Files.setAttribute(directory, "unix:mode", mode);
        }
    }
}
