package io.saddlebag.tree;

import static io.saddlebag.model.Finding.Severity.NOTE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what the directories of a tree say of themselves. Only names that a directory holds are looked at, and only those
 * that mean something are opened; what cannot be read makes the whole directory unreadable, for then nobody knows what in it
 * is excluded.
 */
final class RulesReader {

    static final Path CACHE_TAG = Path.of("CACHEDIR.TAG");
    private static final byte[] CACHE_SIGNATURE =
            "Signature: 8a477f597d28d172789f06886806bc55".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_IGNORE_FILE = 1 << 20;

    private final SourceTree tree;
    private final Selection selection;
    private final Set<Path> tags = new HashSet<>();
    private final Set<Path> names;
    private final long device;

    RulesReader(SourceTree tree, Selection selection) throws IOException {
        this.tree = tree;
        this.selection = selection;
        this.device = selection.oneFileSystem() ? tree.root().device() : 0;
        selection.tags().forEach(name -> tags.add(Path.of(name)));
        this.names = selection.tellingNames();
    }

    /** Whether a name could mean something for the directory that holds it. */
    boolean isTelling(Path name) {
        return !names.isEmpty() && names.contains(name);
    }

    /** Whether no directory can say anything of itself. */
    boolean isMute() {
        return names.isEmpty() && !selection.oneFileSystem();
    }

    /** Whether a directory is on a file system of which nothing is carried. */
    boolean isForeign(Entry directory) {
        return selection.oneFileSystem() && directory.device() != device;
    }

    /** The same for a directory that has not been looked at. */
    boolean isForeign(Path directory) throws IOException {
        return selection.oneFileSystem() && !directory.toString().isEmpty() && isForeign(tree.stat(directory));
    }

    /** The rules in a directory, by the {@link #isTelling telling} names that it may hold. */
    Rules read(Path directory, Rules above, Collection<Path> telling, List<Finding> notes) throws IOException {
        if (telling.isEmpty()) {
            return above.handedDown();
        }
        var present = new HashSet<Path>();
        for (var name : telling) {
            if (isTag(directory, name)) {
                present.add(name);
            }
        }
        if (!present.isEmpty()) {
            return above.only(Set.copyOf(present));
        }
        return selection.ignoreFiles() && telling.contains(IgnoreFile.NAME)
                ? ignoring(directory, above, notes)
                : above.handedDown();
    }

    /** The rules in a directory, whatever it holds. */
    Rules read(Entry directory, Rules above) throws IOException {
        return isForeign(directory) ? above.only(Set.of()) : read(directory.path(), above, names, new ArrayList<>());
    }

    private boolean isTag(Path directory, Path name) throws IOException {
        var path = directory.resolve(name);
        if (tags.contains(name)) {
            return Stat.orNull(tree.absolute(path), path) != null;
        }
        return selection.caches()
                && name.equals(CACHE_TAG)
                && isFile(path)
                && Arrays.equals(read(path, CACHE_SIGNATURE.length), CACHE_SIGNATURE);
    }

    private boolean isFile(Path path) throws IOException {
        var entry = Stat.orNull(tree.absolute(path), path);
        return entry != null && entry.type() == FileType.FILE;
    }

    private Rules ignoring(Path directory, Rules above, List<Finding> notes) throws IOException {
        var file = directory.resolve(IgnoreFile.NAME);
        var entry = Stat.orNull(tree.absolute(file), file);
        if (entry == null) {
            return above.handedDown();
        }
        if (entry.type() != FileType.FILE) {
            notes.add(new Finding(NOTE, file, "excludes nothing: it is not a regular file"));
            return above.handedDown();
        }
        var bytes = read(file, LARGEST_IGNORE_FILE + 1);
        if (bytes.length > LARGEST_IGNORE_FILE) {
            throw unreadable(file, "it is larger than 1 MB");
        }
        var lines = IgnoreFile.Lines.read(file, bytes);
        notes.addAll(lines.notes());
        return above.with(directory, lines);
    }

    private byte[] read(Path file, int most) throws IOException {
        try (var channel = tree.open(file)) {
            return Channels.newInputStream(channel).readNBytes(most);
        } catch (SourceException e) {
            throw unreadable(file, e.reason());
        } catch (IOException e) {
            throw unreadable(file, Reason.of(e));
        }
    }

    private static IOException unreadable(Path file, String reason) {
        return new FileSystemException(
                file.toString(), null, "nobody knows what is excluded: " + file.getFileName() + ": " + reason);
    }
}
