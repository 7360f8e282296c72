package io.saddlebag.camel;

import io.saddlebag.model.Change;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import java.nio.file.Path;

/** Changes for tests. */
final class Changes {

    private Changes() {}

    static Change created(String path) {
        return created(Path.of(path));
    }

    static Change created(Path path) {
        return new Change(Event.CREATE, entry(path, FileType.FILE), Change.Part.WHOLE);
    }

    static Change deleted(String path) {
        return new Change(Event.DELETE, entry(Path.of(path), FileType.FILE), Change.Part.WHOLE);
    }

    static Change createdDirectory(String path) {
        return new Change(Event.CREATE, entry(Path.of(path), FileType.DIRECTORY), Change.Part.WHOLE);
    }

    static Change attributes(String path) {
        return new Change(Event.MODIFY, entry(Path.of(path), FileType.FILE), Change.Part.ATTRIBUTES);
    }

    private static Entry entry(Path path, FileType type) {
        return new Entry(path, type, new FileVersion(5, 1_700_000_000_123_456_789L, 7, 0), 0644, 0, 0, 1);
    }
}
