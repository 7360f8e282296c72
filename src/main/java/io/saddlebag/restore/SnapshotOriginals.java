package io.saddlebag.restore;

import io.saddlebag.archive.ArchiveReader;
import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Upload;
import io.saddlebag.tree.CopyDroppedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What a snapshot has, as originals of a restore. */
final class SnapshotOriginals {

    private final Destination target;
    private final Holders holders;
    private final LocalOwners owners;
    private final BooleanSupplier dropped;

    SnapshotOriginals(Destination target, Holders holders, LocalOwners owners, BooleanSupplier dropped) {
        this.target = target;
        this.holders = holders;
        this.owners = owners;
        this.dropped = dropped;
    }

    /** The original of an entry. */
    Original of(ManifestEntry entry) {
        return of(entry, entry);
    }

    /**
     * The original of an entry.
     *
     * @param content the entry that has its content: another one for a further name of a file
     */
    Original of(ManifestEntry entry, ManifestEntry content) {
        return new StoredEntry(entry, content);
    }

    private final class StoredEntry implements Original {

        private final ManifestEntry stored;
        private final ManifestEntry content;
        private final Entry entry;

        private StoredEntry(ManifestEntry stored, ManifestEntry content) {
            this.stored = stored;
            this.content = content;
            this.entry = new Entry(
                    stored.path(),
                    stored.type(),
                    stored.version(),
                    stored.mode(),
                    owners.uid(stored.owner()),
                    owners.gid(stored.owner()),
                    0);
        }

        @Override
        public Entry entry() {
            return entry;
        }

        @Override
        public ExtendedAttributes extended() {
            return stored.extended();
        }

        @Override
        public boolean isSameAsPresent() throws IOException {
            if (stored.type() == FileType.LINK) {
                return target.linkTarget(stored.path()).equals(stored.link());
            }
            var held = Objects.requireNonNull(content.held());
            try (var present = target.read(stored.path())) {
                return Digests.of(present, stored.path(), dropped).equals(held.sha256());
            }
        }

        @Override
        public long deliver(Change change) throws IOException {
            if (change.part() == Part.ATTRIBUTES) {
                return attributes();
            }
            var other = change.hardLinkTo();
            return other == null ? whole() : name(other);
        }

        private long attributes() throws IOException {
            if (stored.type() != FileType.LINK) {
                target.setExtendedAttributes(stored.path(), stored.extended());
            }
            target.setAttributes(entry);
            return 0;
        }

        private long whole() throws IOException {
            return switch (stored.type()) {
                case FILE -> file(upload -> holders.read(content, new Arriving(upload)));
                case LINK -> link();
                case DIRECTORY -> directory();
                case OTHER ->
                    throw new FileSystemException(stored.path().toString(), null, "is of no type that is known");
            };
        }

        private long directory() throws IOException {
            target.makeDirectory(stored.path());
            return 0;
        }

        private long link() throws IOException {
            var to = stored.link();
            if (to == null) {
                throw new FileSystemException(
                        stored.path().toString(), null, "the manifest does not say where it points");
            }
            target.link(entry, to);
            return 0;
        }

        /** Where a file can have no other name, each name is a file of its own. */
        private long name(Path existing) throws IOException {
            if (target.makesHardLinks() && target.hardLink(existing, stored.path()) != null) {
                return 0;
            }
            return file(upload -> {
                try (var restored = target.read(existing)) {
                    restored.transferTo(Channels.newOutputStream(upload.channel()));
                }
            });
        }

        private long file(Filling filling) throws IOException {
            try (var upload = target.write(stored.path())) {
                filling.fill(upload);
                if (!stored.extended().isEmpty()) {
                    upload.attach(stored.extended());
                }
                upload.commit(entry);
                return stored.size();
            }
        }
    }

    private interface Filling {
        void fill(Upload upload) throws IOException;
    }

    /** A content on its way into a file. */
    private final class Arriving implements ArchiveReader.Target, WritableByteChannel {

        private final Upload upload;

        private Arriving(Upload upload) {
            this.upload = upload;
        }

        @Override
        public WritableByteChannel channel() {
            return this;
        }

        @Override
        public void restart() throws IOException {
            upload.restart();
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (dropped.getAsBoolean()) {
                throw new CopyDroppedException(Path.of(""));
            }
            return upload.channel().write(bytes);
        }

        @Override
        public boolean isOpen() {
            return upload.channel().isOpen();
        }

        @Override
        public void close() {}
    }
}
