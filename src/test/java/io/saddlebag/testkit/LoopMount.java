package io.saddlebag.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A small file system of its own, ext4 or FAT, in a file, mounted at a directory until it is closed. */
public final class LoopMount implements AutoCloseable {

    private final Path image;
    private final Path directory;
    private boolean mounted;

    private LoopMount(Path image, Path directory) {
        this.image = image;
        this.directory = directory;
    }

    /** Makes and mounts a file system below a scratch directory; skips the test where that is not possible. */
    public static LoopMount make(Path scratch, String name, long bytes) throws IOException {
        return make(scratch.resolve(name + ".img"), scratch.resolve(name), bytes);
    }

    /** A FAT file system: no owners, modes, links or extended attributes, times of two seconds. */
    public static LoopMount makeFat(Path scratch, String name, long bytes) throws IOException {
        Requirements.assumeCommands("mkfs.vfat");
        assumeTrue(Files.readString(Path.of("/proc/filesystems")).contains("vfat"), "needs a system that knows FAT");
        var directory = scratch.resolve(name);
        return make(scratch.resolve(name + ".img"), directory, bytes, "mkfs.vfat");
    }

    /** The same with an image and a directory that are not neighbours. */
    public static LoopMount make(Path image, Path directory, long bytes) throws IOException {
        Requirements.assumeCommands("mkfs.ext4");
        return make(image, directory, bytes, "mkfs.ext4", "-q", "-F", "-m", "0");
    }

    private static LoopMount make(Path image, Path directory, long bytes, Object... command) throws IOException {
        Requirements.assumeRoot();
        Requirements.assumeCommands("mount", "umount");
        var mount = new LoopMount(image, Files.createDirectories(directory));
        try (var file = new RandomAccessFile(mount.image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        Command.run(Stream.concat(Stream.of(command), Stream.of(mount.image)).toArray());
        try {
            mount.mount();
        } catch (AssertionError e) {
            assumeTrue(false, "needs loop mounts: " + e.getMessage());
        }
        return mount;
    }

    /** Where it is mounted. */
    public Path directory() {
        return directory;
    }

    /** Mounts it again. */
    public void mount() {
        Command.run("mount", "-o", "loop", image, directory);
        mounted = true;
    }

    /** Takes it away; the empty directory below it shows. */
    public void unmount() {
        Command.run("umount", directory);
        mounted = false;
    }

    @Override
    public void close() {
        if (mounted) {
            Command.run("umount", "--lazy", directory);
            mounted = false;
        }
    }
}
