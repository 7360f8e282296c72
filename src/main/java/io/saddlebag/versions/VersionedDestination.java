package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Space;
import io.saddlebag.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mirror that keeps what is replaced and deleted in it. Everything else is as in the mirror itself. A file is there at every
 * moment, the old one or the new one, where the file system can give a file two names; elsewhere there is a moment without it,
 * and a crash in it is healed by the next sweep.
 */
public final class VersionedDestination implements Destination {

    private static final int REMEMBERED = 1_000;

    private final Destination mirror;
    private final VersionKeeper keeper;
    private final Recent announced = new Recent(REMEMBERED);

    /** A mirror, and the versions that it keeps. */
    public VersionedDestination(Destination mirror, MirrorVersions versions) {
        this.mirror = mirror;
        this.keeper = new VersionKeeper(mirror, versions);
    }

    @Override
    public Upload write(Path file) throws IOException {
        keeper.touch(VersionPaths.parent(file));
        return new KeepingUpload(file, mirror.write(file));
    }

    /** The old file is kept when the new one is complete. */
    private final class KeepingUpload implements Upload {

        private final Path file;
        private final Upload upload;

        private KeepingUpload(Path file, Upload upload) {
            this.file = file;
            this.upload = upload;
        }

        @Override
        public WritableByteChannel channel() {
            return upload.channel();
        }

        @Override
        public void restart() throws IOException {
            upload.restart();
        }

        @Override
        public void attach(ExtendedAttributes wanted) throws IOException {
            upload.attach(wanted);
        }

        @Override
        public Entry commit(Entry attributes) throws IOException {
            return Objects.requireNonNull(replacing(file, () -> upload.commit(attributes)));
        }

        @Override
        public void close() throws IOException {
            upload.close();
        }
    }

    private interface Placing {
        @Nullable
        Entry place() throws IOException;
    }

    /** Null where what was to be placed could not be, and nothing was done. */
    private @Nullable Entry replacing(Path path, Placing placing) throws IOException {
        var replaced = keeper.replace(path);
        @Nullable Entry placed = null;
        try {
            placed = placing.place();
            return placed;
        } finally {
            if (placed == null) {
                keeper.giveBack(replaced);
            } else {
                keeper.settle(replaced, placed);
            }
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        keeper.makeDirectory(directory);
        mirror.makeDirectory(directory);
    }

    @Override
    public Entry link(Entry attributes, Path target) throws IOException {
        return Objects.requireNonNull(replacing(attributes.path(), () -> mirror.link(attributes, target)));
    }

    @Override
    public @Nullable Entry hardLink(Path existing, Path link) throws IOException {
        return replacing(link, () -> mirror.hardLink(existing, link));
    }

    @Override
    public void delete(Path path, FileType type) throws IOException {
        if (type == FileType.DIRECTORY) {
            keeper.deleteDirectory(path);
            mirror.delete(path, type);
        } else if (!keeper.delete(path)) {
            mirror.delete(path, type);
        }
    }

    @Override
    public Entry setAttributes(Entry attributes) throws IOException {
        if (!announced.remove(attributes.path())) {
            announce(attributes.path());
        }
        return mirror.setAttributes(attributes);
    }

    /** The rest of the attributes follows. */
    @Override
    public void setExtendedAttributes(Path path, ExtendedAttributes wanted) throws IOException {
        announce(path);
        announced.add(path);
        mirror.setExtendedAttributes(path, wanted);
    }

    private void announce(Path path) throws IOException {
        var there = mirror.stat(path);
        if (there != null && there.isDirectory()) {
            keeper.touch(path);
        } else if (there != null) {
            keeper.changeAttributes(path);
        }
    }

    @Override
    public String name() {
        return mirror.name();
    }

    @Override
    public @Nullable Entry stat(Path path) throws IOException {
        return mirror.stat(path);
    }

    @Override
    public List<Entry> list(Path directory) throws IOException {
        return mirror.list(directory);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return mirror.read(file);
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        return mirror.linkTarget(link);
    }

    @Override
    public boolean carriesExtendedAttributes() {
        return mirror.carriesExtendedAttributes();
    }

    @Override
    public ExtendedAttributes extendedAttributes(Path path) throws IOException {
        return mirror.extendedAttributes(path);
    }

    @Override
    public boolean makesHardLinks() throws IOException {
        return mirror.makesHardLinks();
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        mirror.move(from, to);
    }

    @Override
    public void removeLeftover(Path temporary) throws IOException {
        mirror.removeLeftover(temporary);
    }

    @Override
    public void flush() throws IOException {
        mirror.flush();
    }

    @Override
    public Space space() throws IOException {
        return mirror.space();
    }

    @Override
    public Set<String> limitations() {
        return mirror.limitations();
    }
}
