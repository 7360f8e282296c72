package io.saddlebag;

import io.saddlebag.catalog.Target;
import io.saddlebag.model.FileState;
import io.saddlebag.restore.KnownStates;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the catalog remembers of a mirror.
 *
 * @param files how many files and links it knows, counted once
 */
record CatalogStates(Target target, long files) implements KnownStates {

    static CatalogStates of(Target target) {
        return new CatalogStates(target, target.knownFiles());
    }

    @Override
    public Optional<FileState> root() {
        return target.root();
    }

    @Override
    public Map<Path, FileState> directory(Path directory) {
        return target.directory(directory);
    }
}
