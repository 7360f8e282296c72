package io.saddlebag.testkit;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes random trees, and random changes to them: the same ones for the same seed and settings. Without further settings
 * the tree is small, its names are nasty, and its modes let its owner read everything.
 */
public final class TreeGenerator {

    private final Random random;
    private int files = 120;
    private int directories = 30;
    private int links = 15;
    private int depth = 6;
    private int chain = 40;
    private int largest = 20_000;
    private int changes = 2 * TreeChange.values().length;
    private boolean nastyNames = true;
    private boolean owners;
    private boolean modesForRoot;
    private boolean specialFiles;
    private NastyNames names;
    private int plainNames;

    private TreeGenerator(long seed) {
        this.random = new Random(seed);
        this.names = new NastyNames(random);
    }

    /** A generator of its own sequence of trees and changes. */
    public static TreeGenerator seeded(long seed) {
        return new TreeGenerator(seed);
    }

    /** How many files a tree has. */
    public TreeGenerator files(int count) {
        files = count;
        return this;
    }

    /** How many directories a tree has, besides its root and its deep chain. */
    public TreeGenerator directories(int count) {
        directories = count;
        return this;
    }

    /** How many symbolic links a tree has. */
    public TreeGenerator links(int count) {
        links = count;
        return this;
    }

    /** How deep directories are nested, and how long the one chain of directories is that goes far deeper; 0 for none. */
    public TreeGenerator depth(int levels, int chainLevels) {
        depth = levels;
        chain = chainLevels;
        return this;
    }

    /** The size of the largest files. */
    public TreeGenerator largest(int bytes) {
        largest = bytes;
        return this;
    }

    /** How many things a round of changes does. */
    public TreeGenerator changes(int count) {
        changes = count;
        return this;
    }

    /** Names of letters and digits only. */
    public TreeGenerator plainNames() {
        nastyNames = false;
        return this;
    }

    /** Random owners and groups; needs root. */
    public TreeGenerator owners() {
        owners = true;
        return this;
    }

    /** Also modes that keep the owner from reading, which only root can. */
    public TreeGenerator modesForRoot() {
        modesForRoot = true;
        return this;
    }

    /** Also FIFOs and sockets, which are never carried. */
    public TreeGenerator specialFiles() {
        specialFiles = true;
        return this;
    }

    /** Fills a directory, which is made if need be. */
    public TreeGenerator into(Path root) throws IOException {
        Files.createDirectories(root);
        var tree = new ArrayList<>(List.of(root));
        makeDirectories(root, tree);
        makeChain(tree);
        var made = new ArrayList<Path>();
        for (int i = 0; i < files; i++) {
            made.add(makeFile(newPathIn(oneOf(tree))));
        }
        for (int i = 0; i < links; i++) {
            makeLink(newPathIn(oneOf(tree)), root, made.isEmpty() ? tree : made);
        }
        makeSpecialFiles(root);
        applyToDirectories(root);
        return this;
    }

    /**
     * Carries out a round of random changes, each kind of them about as often as the others.
     *
     * @return what was done, one line per change, for the message of a failing test
     */
    public List<String> change(Path root) throws IOException {
        var done = new ArrayList<String>();
        var kinds = new ArrayList<TreeChange>();
        var round = new TreeChanges(root, random, this);
        for (int i = 0; i < changes; i++) {
            if (kinds.isEmpty()) {
                kinds.addAll(List.of(TreeChange.values()));
                Collections.shuffle(kinds, random);
            }
            round.carryOut(kinds.remove(0), done);
        }
        return done;
    }

    Path newPathIn(Path directory) {
        while (true) {
            var path = directory.resolve(nastyNames ? names.next() : Path.of("plain" + plainNames++));
            if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
        }
    }

    Path makeFile(Path file) throws IOException {
        Files.write(file, content());
        attributes().apply(file);
        return file;
    }

    void makeLink(Path link, Path root, List<Path> existing) throws IOException {
        Files.createSymbolicLink(link, target(link, root, existing));
        attributes().applyToLink(link);
    }

    byte[] content() {
        return content(size());
    }

    byte[] content(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    RandomAttributes attributes() {
        return new RandomAttributes(random, owners, modesForRoot);
    }

    private void makeDirectories(Path root, List<Path> tree) throws IOException {
        for (int i = 0; i < directories; i++) {
            var parent = oneOf(tree);
            var directory = Files.createDirectory(newPathIn(parent));
            boolean staysEmpty = random.nextInt(6) == 0;
            if (!staysEmpty && root.relativize(directory).getNameCount() < depth) {
                tree.add(directory);
            }
        }
    }

    private void makeChain(List<Path> tree) throws IOException {
        if (chain == 0) {
            return;
        }
        var directory = tree.get(0);
        for (int level = 0; level < chain; level++) {
            directory = Files.createDirectories(directory.resolve("deep" + level));
        }
        makeFile(directory.resolve("bottom"));
    }

    private Path target(Path link, Path root, List<Path> existing) {
        var other = oneOf(existing);
        return switch (random.nextInt(8)) {
            case 0 -> Path.of("dangling");
            case 1 -> other.toAbsolutePath();
            case 2 -> root.toAbsolutePath();
            case 3 -> Path.of(".");
            case 4 -> link.getFileName();
            case 5 -> Path.of("../../../../outside");
            case 6 -> oneOf(NastyNames.all());
            default -> link.getParent().relativize(other);
        };
    }

    private int size() {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> Math.min(4096, largest);
            case 3 -> largest;
            default -> random.nextInt(Math.min(2000, largest) + 1);
        };
    }

    private void makeSpecialFiles(Path root) throws IOException {
        if (specialFiles) {
            Command.run("mkfifo", root.resolve("fifo"));
            makeSocket(root.resolve("socket"));
        }
    }

    private static void makeSocket(Path socket) throws IOException {
        var near = Files.createTempDirectory("sock").resolve("s");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(near));
            Files.move(near, socket);
        } finally {
            Files.delete(near.getParent());
        }
    }

    private void applyToDirectories(Path root) throws IOException {
        var found = TreeListing.of(root).directories();
        Collections.reverse(found);
        for (var directory : found) {
            attributes().apply(directory);
        }
        attributes().applyTime(root);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
