package io.saddlebag.restore;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Content;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.versions.History.Past;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One file, link or directory as a mirror had it.
 *
 * @param entry what it was
 * @param content where the mirror has its content, or the directory, now; null for a directory that is gone
 * @param attributes those that it has no more; null where it has them still
 */
record PastOriginal(
        Reading reading,
        Entry entry,
        @Nullable Entry content,
        @Nullable Past attributes) implements Original {

    /** What originals are read from, and where they go. */
    record Reading(SourceTree mirror, Destination target, BooleanSupplier dropped) {}

    @Override
    public ExtendedAttributes extended() throws IOException {
        if (attributes != null) {
            return attributes.extended();
        }
        return content == null ? ExtendedAttributes.NONE : reading.mirror().extendedAttributes(content);
    }

    @Override
    public boolean isSameAsPresent() throws IOException {
        if (entry.type() == FileType.LINK) {
            return linkTarget().equals(reading.target().linkTarget(path()));
        }
        try (var present = reading.target().read(path())) {
            return Content.isSame(reading.mirror(), place(), present, reading.dropped());
        }
    }

    private Path place() {
        return Objects.requireNonNull(content, "only directories are without a content")
                .path();
    }

    private Path linkTarget() throws SourceException {
        try {
            return reading.mirror().linkTarget(place());
        } catch (IOException e) {
            throw new SourceException(path(), e);
        }
    }

    @Override
    public long deliver(Change change) throws IOException {
        if (change.part() == Part.ATTRIBUTES) {
            deliverAttributes();
            return 0;
        }
        if (change.hardLinkTo() != null && isLinked(change.hardLinkTo())) {
            return 0;
        }
        return switch (entry.type()) {
            case FILE -> deliverFile();
            case LINK -> {
                reading.target().link(entry, linkTarget());
                yield 0;
            }
            case DIRECTORY -> {
                reading.target().makeDirectory(path());
                yield 0;
            }
            case OTHER -> throw SourceException.changed(path(), "is a FIFO, socket or device");
        };
    }

    /** Extended attributes first: for them a file may have to be opened up. */
    private void deliverAttributes() throws IOException {
        if (entry.type() != FileType.LINK) {
            reading.target().setExtendedAttributes(path(), extended());
        }
        reading.target().setAttributes(entry);
    }

    private boolean isLinked(Path existing) throws IOException {
        return reading.target().makesHardLinks() && reading.target().hardLink(existing, path()) != null;
    }

    private long deliverFile() throws IOException {
        long size = entry.version().size();
        try (var upload = reading.target().write(path())) {
            long copied = Content.copy(reading.mirror(), place(), upload.channel(), size, reading.dropped());
            if (copied != size) {
                throw SourceException.changed(path(), "is shorter than it was");
            }
            var extended = extended();
            if (!extended.isEmpty()) {
                upload.attach(extended);
            }
            upload.commit(entry);
            return copied;
        }
    }
}
