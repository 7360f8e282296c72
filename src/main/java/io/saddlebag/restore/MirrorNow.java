package io.saddlebag.restore;

import io.saddlebag.model.Entry;
import io.saddlebag.tree.Listing;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a mirror has now. */
record MirrorNow(SourceTree mirror, Mirrored mirrored) implements MirrorState {

    @Override
    public Entry root() throws IOException {
        return mirror.root();
    }

    @Override
    public @Nullable Entry find(Path path) throws IOException {
        return mirror.find(path);
    }

    @Override
    public Listing list(Path directory) throws IOException {
        return mirror.list(directory);
    }

    @Override
    public Original original(Entry entry) {
        return mirrored.of(entry);
    }
}
