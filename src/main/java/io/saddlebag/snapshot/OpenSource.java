package io.saddlebag.snapshot;

import io.saddlebag.archive.FileContent;
import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A source that is there, whose paths are known by the names they have in snapshots. Safe to use from several threads. */
final class OpenSource {

    private final Path name;
    private final SourceTree tree;
    private final Owners owners;

    OpenSource(String name, SourceTree tree, Owners owners) {
        this.name = Path.of(name);
        this.tree = tree;
        this.owners = owners;
    }

    Path name() {
        return name;
    }

    SourceTree tree() {
        return tree;
    }

    private Path relative(Path path) {
        return path.getNameCount() == 1 ? Path.of("") : path.subpath(1, path.getNameCount());
    }

    /**
     * All that a manifest says of an entry but where its content is.
     *
     * @param entry as the walk found it, by its name in the snapshot
     */
    ManifestEntry describe(Entry entry) throws SourceException {
        var relative = relative(entry.path());
        var version = entry.version();
        long size = entry.type() == FileType.FILE ? version.size() : 0;
        return new ManifestEntry(
                entry.path(),
                entry.type(),
                new FileVersion(size, version.modified(), version.inode(), version.changed()),
                entry.mode(),
                owners.of(entry, tree.absolute(relative)),
                linkTarget(entry, relative),
                null,
                null,
                extended(entry, relative),
                false);
    }

    private @Nullable Path linkTarget(Entry entry, Path relative) throws SourceException {
        try {
            return entry.type() == FileType.LINK ? tree.linkTarget(relative) : null;
        } catch (IOException e) {
            throw new SourceException(relative, e);
        }
    }

    private ExtendedAttributes extended(Entry entry, Path relative) throws SourceException {
        return entry.type() == FileType.LINK ? ExtendedAttributes.NONE : tree.extendedAttributes(entry.at(relative));
    }

    /** The content of a file. */
    FileContent content(Path path) {
        return new Content(path);
    }

    private final class Content implements FileContent {

        private final Path path;
        private final Path relative;

        Content(Path path) {
            this.path = path;
            this.relative = relative(path);
        }

        @Override
        public ManifestEntry look() throws SourceException {
            try {
                var entry = tree.stat(relative);
                if (entry.type() != FileType.FILE) {
                    throw SourceException.changed(
                            relative, "became something else while it was read; it is taken again");
                }
                return describe(entry.at(path));
            } catch (SourceException e) {
                throw e;
            } catch (IOException e) {
                throw new SourceException(relative, e);
            }
        }

        @Override
        public ReadableByteChannel open() throws SourceException {
            return tree.open(relative);
        }
    }
}
