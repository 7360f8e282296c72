package io.saddlebag.tree;

import java.nio.file.Path;
import java.util.List;

/** What a {@link Watcher} is able to tell at present. */
public sealed interface WatchState {

    /** The watches are being set; when they are, the whole tree is dirty. */
    record Starting() implements WatchState {}

    /**
     * What changes becomes dirty.
     *
     * @param directories how many are watched
     * @param blind those that cannot be watched, with everything below them: other file systems without events, and
     *     directories that a mount shows a second time. They are to be swept now and then
     */
    record Watching(int directories, List<Path> blind) implements WatchState {}

    /** The tree is not there; watching begins again when it is. */
    record Lost(String reason) implements WatchState {}

    /** The tree cannot be watched: it is to be swept now and then. The reason says what to do about it. */
    record Unable(String reason) implements WatchState {}
}
