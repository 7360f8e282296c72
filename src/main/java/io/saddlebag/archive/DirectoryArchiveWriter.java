package io.saddlebag.archive;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;

/**
 * Writes a directory of plain files, each with its attributes. Several threads write files; a directory gets its attributes when
 * everything in it is there. A further name of a file is a hard link where the store has such, and left out otherwise.
 */
final class DirectoryArchiveWriter implements ArchiveWriter {

    private final Destination store;
    private final Path root;
    private final Account account;
    private final OrderedWork work;
    private final PlainFile file;
    private final ArrayDeque<Path> made = new ArrayDeque<>();
    private final ArrayDeque<Entry> open = new ArrayDeque<>();
    private long bytes;
    private boolean finished;

    DirectoryArchiveWriter(Destination store, SnapshotId id, ArchiveOptions options, Ledger ledger) throws IOException {
        this.store = store;
        this.root = Path.of(id.toString(), ArchiveFormat.DIRECTORY.fileName());
        store.makeDirectory(root);
        account = new Account(id, ledger);
        work = new OrderedWork(options.threads());
        file = new PlainFile(store, root, options.dropped());
    }

    @Override
    public void add(ManifestEntry entry) throws IOException {
        makeParents(entry.path());
        var first = entry.hardlink();
        if (first != null) {
            work.add(() -> link(entry, first));
            return;
        }
        switch (entry.type()) {
            case DIRECTORY -> {
                make(entry.path());
                work.add(() -> directory(entry));
            }
            case LINK -> work.add(() -> symbolicLink(entry));
            case FILE, OTHER -> throw new IllegalArgumentException(entry.path() + " has no content");
        }
    }

    /** Those of entries that are only passed on are not added. */
    private void makeParents(Path path) throws IOException {
        while (!made.isEmpty() && !path.startsWith(made.getLast())) {
            made.removeLast();
        }
        int depth = made.isEmpty() ? 0 : made.getLast().getNameCount();
        for (int names = depth + 1; names < path.getNameCount(); names++) {
            make(path.subpath(0, names));
        }
    }

    private void make(Path directory) throws IOException {
        store.makeDirectory(root.resolve(directory));
        made.addLast(directory);
    }

    private void directory(ManifestEntry entry) throws IOException {
        leave(entry.path());
        if (!entry.extended().isEmpty()) {
            store.setExtendedAttributes(root.resolve(entry.path()), entry.extended());
        }
        open.addLast(attributes(entry));
        account.passed(entry);
    }

    /** The directories that a path is not in have all that is in them. */
    private void leave(Path path) throws IOException {
        while (!open.isEmpty() && !root.resolve(path).startsWith(open.getLast().path())) {
            store.setAttributes(open.removeLast());
        }
    }

    private void symbolicLink(ManifestEntry entry) throws IOException {
        leave(entry.path());
        store.link(attributes(entry), Objects.requireNonNull(entry.link()));
        account.passed(entry);
    }

    private void link(ManifestEntry entry, Path first) throws IOException {
        leave(entry.path());
        if (account.has(first) && store.makesHardLinks() && store.stat(root.resolve(first)) != null) {
            store.hardLink(root.resolve(first), root.resolve(entry.path()));
        }
        account.further(entry, first);
    }

    private Entry attributes(ManifestEntry entry) {
        return PlainFile.attributes(root.resolve(entry.path()), entry);
    }

    @Override
    public void add(ManifestEntry entry, FileContent content) throws IOException {
        makeParents(entry.path());
        work.add(Math.min(entry.size(), SmallFile.LARGEST), () -> file.write(entry, content), written -> {
            leave(entry.path());
            tell(entry, written);
        });
    }

    private void tell(ManifestEntry entry, PlainFile.Written written) throws IOException {
        var reason = written.reason();
        if (reason != null) {
            account.unread(entry, reason);
        } else {
            bytes += written.entry().size();
            account.stored(entry, written.entry(), written.whole(), null, written.sha256());
        }
    }

    @Override
    public void pass(ManifestEntry entry) throws IOException {
        work.add(() -> account.passed(entry));
    }

    @Override
    public ManifestHeader.Archive finish() throws IOException {
        work.finish();
        while (!open.isEmpty()) {
            store.setAttributes(open.removeLast());
        }
        store.flush();
        finished = true;
        return new ManifestHeader.Archive(ArchiveFormat.DIRECTORY.fileName(), bytes, null);
    }

    @Override
    public void close() throws IOException {
        work.close();
        if (!finished) {
            delete(root);
        }
    }

    private void delete(Path directory) throws IOException {
        for (var entry : store.list(directory)) {
            if (entry.type() == FileType.DIRECTORY) {
                delete(entry.path());
            } else {
                store.delete(entry.path(), entry.type());
            }
        }
        store.delete(directory, FileType.DIRECTORY);
    }
}
