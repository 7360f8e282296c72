package io.saddlebag.archive;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.model.PathOrder;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.Stat;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a tree to an archive in its order, below a name. */
final class WalkedTree {

    private final Path root;
    private final Path name;
    private final Map<Long, Path> firstNames = new HashMap<>();

    WalkedTree(Path root, String name) {
        this.root = root;
        this.name = Path.of(name);
    }

    void writeTo(ArchiveWriter writer) throws IOException {
        add(Path.of(""), writer);
    }

    private void add(Path relative, ArchiveWriter writer) throws IOException {
        var stat = Stat.of(root.resolve(relative), relative);
        switch (stat.type()) {
            case FILE -> addFile(stat, writer);
            case LINK -> writer.add(entry(stat, Files.readSymbolicLink(root.resolve(relative)), null));
            case DIRECTORY -> addDirectory(stat, writer);
            case OTHER -> {}
        }
    }

    private void addFile(Entry stat, ArchiveWriter writer) throws IOException {
        var first =
                stat.links() == 1 ? null : firstNames.putIfAbsent(stat.version().inode(), stat.path());
        if (first != null) {
            writer.add(entry(stat, null, name.resolve(first)));
        } else {
            writer.add(entry(stat, null, null), new Content(stat.path()));
        }
    }

    private void addDirectory(Entry stat, ArchiveWriter writer) throws IOException {
        writer.add(entry(stat, null, null));
        try (var children = Files.list(root.resolve(stat.path()))) {
            for (var child : children.map(Path::getFileName)
                    .sorted(PathOrder.DEPTH_FIRST)
                    .toList()) {
                add(stat.path().resolve(child), writer);
            }
        }
    }

    private ManifestEntry entry(Entry stat, @Nullable Path link, @Nullable Path hardlink) throws IOException {
        boolean file = stat.type() == FileType.FILE;
        var version = file ? stat.version() : new FileVersion(0, stat.version().modified(), 0, 0);
        var path = stat.path().toString().isEmpty() ? name : name.resolve(stat.path());
        var extended = stat.type() == FileType.LINK
                ? ExtendedAttributes.NONE
                : UserAttributes.of(root.resolve(stat.path()), stat);
        var owner = new Owner(stat.uid(), stat.gid(), stat.uid() == 0 ? "root" : null, null);
        return new ManifestEntry(path, stat.type(), version, stat.mode(), owner, link, hardlink, null, extended, false);
    }

    private final class Content implements FileContent {

        private final Path path;

        private Content(Path path) {
            this.path = path;
        }

        @Override
        public ManifestEntry look() throws SourceException {
            try {
                return entry(Stat.of(root.resolve(path), path), null, null);
            } catch (IOException e) {
                throw new SourceException(path, e);
            }
        }

        @Override
        public ReadableByteChannel open() throws SourceException {
            try {
                return Files.newByteChannel(root.resolve(path));
            } catch (IOException e) {
                throw new SourceException(path, e);
            }
        }
    }
}
