package io.saddlebag.restore;

import io.saddlebag.model.FileState;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What is remembered of the delivery of a mirror. Safe to use from several threads. */
public interface KnownStates {

    /** Nothing is remembered. */
    KnownStates NONE = new KnownStates() {

        @Override
        public long files() {
            return 0;
        }

        @Override
        public Optional<FileState> root() {
            return Optional.empty();
        }

        @Override
        public Map<Path, FileState> directory(Path directory) {
            return Map.of();
        }
    };

    /** How many files and links were delivered. */
    long files();

    /** The state of the root directory itself. */
    Optional<FileState> root();

    /** The states of a directory's direct entries, by their paths. */
    Map<Path, FileState> directory(Path directory);
}
