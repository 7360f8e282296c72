package io.saddlebag.restore;

import io.saddlebag.model.Change;
import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Delivery;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Content;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** What a mirror has, as originals of a restore. */
final class Mirrored {

    private final SourceTree mirror;
    private final Destination target;
    private final Delivery delivery;
    private final BooleanSupplier dropped;

    Mirrored(SourceTree mirror, Destination target, BooleanSupplier dropped) {
        this.mirror = mirror;
        this.target = target;
        this.delivery = new Delivery(mirror, target, dropped);
        this.dropped = dropped;
    }

    /** The original of an entry. */
    Original of(Entry entry) {
        return new MirroredEntry(entry);
    }

    private final class MirroredEntry implements Original {

        private final Entry entry;

        private MirroredEntry(Entry entry) {
            this.entry = entry;
        }

        @Override
        public Entry entry() {
            return entry;
        }

        @Override
        public ExtendedAttributes extended() throws IOException {
            return mirror.extendedAttributes(entry);
        }

        @Override
        public boolean isSameAsPresent() throws IOException {
            var path = entry.path();
            if (entry.type() == FileType.LINK) {
                return mirror.linkTarget(path).equals(target.linkTarget(path));
            }
            try (var content = target.read(path)) {
                return Content.isSame(mirror, path, content, dropped);
            }
        }

        @Override
        public long deliver(Change change) throws IOException {
            return delivery.deliver(change).bytes();
        }
    }
}
