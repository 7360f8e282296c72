package io.saddlebag.testkit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.saddlebag.model.DisplayPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One round of random changes to a tree. A change that finds nothing to work on is left out. */
@SuppressWarnings("try")
final class TreeChanges {

    /** Directories with more below are not deleted or replaced, lest a round takes most of a tree. */
    private static final int SMALL = 8;

    private final Path root;
    private final Random random;
    private final TreeGenerator generator;

    TreeChanges(Path root, Random random, TreeGenerator generator) {
        this.root = root;
        this.random = random;
        this.generator = generator;
    }

    /** Carries out one change and notes what was done. */
    void carryOut(TreeChange change, List<String> done) throws IOException {
        var listing = TreeListing.of(root);
        var subject = subjectOf(change, listing);
        if (subject == null) {
            return;
        }
        try (var opened = new OpenedParent(subject.equals(root) ? root : subject.getParent(), random.nextInt(4) == 0)) {
            carryOut(change, subject, listing);
            done.add(change + " " + DisplayPath.of(root.relativize(subject)));
        }
    }

    private Path subjectOf(TreeChange change, TreeListing listing) throws IOException {
        return switch (change) {
            case CREATE_FILE, CREATE_DIRECTORY, CREATE_LINK, CREATE_HARD_LINK ->
                generator.newPathIn(anyDirectory(listing));
            case APPEND,
                    OVERWRITE_WITH_SAME_SIZE,
                    OVERWRITE_WITH_SAME_SIZE_AND_TIME,
                    REPLACE_BY_OLDER_FILE,
                    TRUNCATE,
                    CHANGE_MODE,
                    CHANGE_EXTENDED_ATTRIBUTE,
                    FILE_TO_DIRECTORY,
                    FILE_TO_LINK -> oneOf(listing.files());
            case TOUCH, RENAME, RENAME_OVER_ANOTHER, SWAP, DELETE -> oneOf(listing.leaves());
            case TOUCH_DIRECTORY, CHANGE_EXTENDED_ATTRIBUTE_OF_DIRECTORY -> anyDirectory(listing);
            case CHANGE_MODE_OF_DIRECTORY, RENAME_DIRECTORY -> oneOf(listing.directories());
            case DELETE_DIRECTORY, DIRECTORY_TO_FILE, DIRECTORY_TO_LINK -> oneOf(small(listing.directories()));
            case RETARGET_LINK, LINK_TO_FILE, LINK_TO_DIRECTORY -> oneOf(listing.links());
        };
    }

    private void carryOut(TreeChange change, Path subject, TreeListing listing) throws IOException {
        switch (change) {
            case CREATE_FILE -> generator.makeFile(subject);
            case CREATE_DIRECTORY -> makeDirectory(subject);
            case CREATE_LINK -> makeLink(subject, listing);
            case CREATE_HARD_LINK -> makeHardLink(subject, listing);
            case APPEND -> append(subject);
            case OVERWRITE_WITH_SAME_SIZE -> overwrite(subject);
            case OVERWRITE_WITH_SAME_SIZE_AND_TIME -> overwriteKeepingTime(subject);
            case REPLACE_BY_OLDER_FILE, LINK_TO_FILE -> replaceByFile(subject);
            case TRUNCATE -> truncate(subject);
            case TOUCH, TOUCH_DIRECTORY -> generator.attributes().applyTime(subject);
            case CHANGE_MODE, CHANGE_MODE_OF_DIRECTORY -> generator.attributes().applyMode(subject);
            case CHANGE_EXTENDED_ATTRIBUTE, CHANGE_EXTENDED_ATTRIBUTE_OF_DIRECTORY ->
                generator.attributes().applyExtended(subject);
            case RENAME -> rename(subject, generator.newPathIn(anyDirectory(listing)));
            case RENAME_DIRECTORY -> renameDirectory(subject, listing);
            case RENAME_OVER_ANOTHER -> rename(subject, oneOf(listing.leaves()));
            case SWAP -> swap(subject, oneOf(listing.leaves()));
            case RETARGET_LINK, FILE_TO_LINK, DIRECTORY_TO_LINK -> replaceByLink(subject, listing);
            case DELETE, DELETE_DIRECTORY -> deleteAll(subject);
            case FILE_TO_DIRECTORY, LINK_TO_DIRECTORY -> replaceByDirectory(subject);
            case DIRECTORY_TO_FILE -> replaceByFile(subject);
        }
    }

    private void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
        if (random.nextBoolean()) {
            generator.makeFile(generator.newPathIn(directory));
            generator.makeFile(generator.newPathIn(Files.createDirectory(generator.newPathIn(directory))));
        }
        generator.attributes().apply(directory);
    }

    private void makeLink(Path link, TreeListing listing) throws IOException {
        var existing = listing.files().isEmpty() ? List.of(root) : listing.files();
        generator.makeLink(link, root, existing);
    }

    private void makeHardLink(Path link, TreeListing listing) throws IOException {
        if (!listing.files().isEmpty()) {
            Files.createLink(link, oneOf(listing.files()));
        }
    }

    private void append(Path file) throws IOException {
        writable(file, () -> Files.write(file, generator.content(1 + random.nextInt(5000)), APPEND));
    }

    private void overwrite(Path file) throws IOException {
        var content = generator.content((int) Files.size(file));
        writable(file, () -> Files.write(file, content, WRITE));
    }

    private void overwriteKeepingTime(Path file) throws IOException {
        var time = Files.getLastModifiedTime(file);
        overwrite(file);
        Files.setLastModifiedTime(file, time);
    }

    private void truncate(Path file) throws IOException {
        int size = random.nextInt((int) Files.size(file) + 1);
        writable(file, () -> Files.write(file, generator.content(size), TRUNCATE_EXISTING));
    }

    private void replaceByFile(Path path) throws IOException {
        deleteAll(path);
        generator.makeFile(path);
    }

    private void replaceByLink(Path path, TreeListing listing) throws IOException {
        deleteAll(path);
        makeLink(path, listing);
    }

    private void replaceByDirectory(Path path) throws IOException {
        deleteAll(path);
        makeDirectory(path);
    }

    private void rename(Path from, Path to) throws IOException {
        if (to.equals(from)) {
            return;
        }
        try (var opened = new OpenedParent(to.getParent(), false)) {
            Files.move(from, to, REPLACE_EXISTING);
        }
    }

    private void renameDirectory(Path from, TreeListing listing) throws IOException {
        var parent = anyDirectory(listing);
        if (!parent.startsWith(from)) {
            try (var opened = new OpenedParent(from, false)) {
                rename(from, generator.newPathIn(parent));
            }
        }
    }

    private void swap(Path one, Path other) throws IOException {
        var between = root.resolve("swapped-" + random.nextInt(Integer.MAX_VALUE));
        try (var opened = new OpenedParent(root, false)) {
            rename(one, between);
            if (!one.equals(other)) {
                rename(other, one);
            }
            rename(between, other);
        }
    }

    private void deleteAll(Path path) throws IOException {
        if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
            Files.delete(path);
            return;
        }
        Files.setAttribute(path, "unix:mode", 0700);
        try (var children = Files.list(path)) {
            for (var child : children.toList()) {
                deleteAll(child);
            }
        }
        Files.delete(path);
    }

    private void writable(Path file, Write write) throws IOException {
        if (Files.isWritable(file)) {
            write.run();
            return;
        }
        var mode = Files.getAttribute(file, "unix:mode");
        Files.setAttribute(file, "unix:mode", 0600);
        write.run();
        Files.setAttribute(file, "unix:mode", mode);
    }

    private List<Path> small(List<Path> directories) throws IOException {
        var small = new ArrayList<Path>();
        for (var directory : directories) {
            if (TreeListing.sizeOf(directory) <= SMALL) {
                small.add(directory);
            }
        }
        return small;
    }

    private Path anyDirectory(TreeListing listing) {
        int chosen = random.nextInt(listing.directories().size() + 1);
        return chosen == 0 ? root : listing.directories().get(chosen - 1);
    }

    private Path oneOf(List<Path> paths) {
        return paths.isEmpty() ? null : paths.get(random.nextInt(paths.size()));
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }
}
