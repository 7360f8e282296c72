package io.saddlebag.tree;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A watcher of a tree, the states it went through and all directories that it ever told to be dirty. */
final class CollectedDirt implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DirtyDirectories dirty = new DirtyDirectories(Duration.ZERO, Duration.ZERO);
    private final List<WatchState> states = new CopyOnWriteArrayList<>();
    private final Watcher watcher;
    private Scope collected = Scope.NOTHING;

    private CollectedDirt(Path root, Exclusion exclusion) {
        watcher = new Watcher(root, exclusion, dirty, states::add, "watch-test");
    }

    /** A watcher that has begun. */
    static CollectedDirt of(Path root, Exclusion exclusion) {
        var dirt = new CollectedDirt(root, exclusion);
        dirt.watcher.start();
        return dirt;
    }

    /** A watcher that watches everything, and what it told when it began forgotten. */
    static CollectedDirt watching(Path root, Exclusion exclusion) {
        var dirt = of(root, exclusion);
        dirt.awaitWhole();
        return dirt;
    }

    static CollectedDirt watching(Path root) {
        return watching(root, Exclusion.NOTHING);
    }

    /** Waits until the whole tree was dirty while it was watched, and forgets everything told so far. */
    void awaitWhole() {
        eventually(PATIENCE, () -> {
            boolean isWatching = watcher.state() instanceof WatchState.Watching;
            assertThat(collect().isWhole() && isWatching).isTrue();
        });
        forget();
    }

    /** Forgets everything told so far. */
    void forget() {
        collected = Scope.NOTHING;
    }

    /** Waits for the state. */
    <T extends WatchState> T awaitState(Class<T> type) {
        eventually(PATIENCE, () -> assertThat(watcher.state()).isInstanceOf(type));
        return type.cast(watcher.state());
    }

    List<WatchState> states() {
        return new ArrayList<>(states);
    }

    WatchState state() {
        return watcher.state();
    }

    /** Everything that was told. */
    Scope collect() {
        collected = collected.plus(dirty.take());
        return collected;
    }

    /** Waits until a directory was told by itself, or with everything below it or a directory above. */
    void awaitShallow(String path) {
        eventually(
                PATIENCE, () -> assertThat(tells(Path.of(path), false)).as(path).isTrue());
    }

    /** Waits until a directory was told with everything below. */
    void awaitDeep(String path) {
        eventually(
                PATIENCE, () -> assertThat(tells(Path.of(path), true)).as(path).isTrue());
    }

    boolean tells(Path path, boolean deep) {
        return collect().plus(Scope.of(List.of(new DirtyDirectory(path, deep)))).equals(collected);
    }

    @Override
    public void close() {
        watcher.close();
    }
}
