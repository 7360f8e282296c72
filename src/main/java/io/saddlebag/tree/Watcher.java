package io.saddlebag.tree;

import io.saddlebag.model.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a tree and puts the directories in which something changes into {@link DirtyDirectories}. No file is opened and
 * no symbolic link followed but the root. Whenever something may have been missed the whole tree is dirty: when watching
 * begins, when the root is gone, replaced or back, and when the system lost events. It never throws: what it is able to
 * tell is its {@link WatchState}.
 *
 * <p>Not told, and left to full sweeps: attributes of the root other than mode, owner and group.
 */
public final class Watcher implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Path ROOT = Path.of("");

    /** How often the root is looked at, which no event tells of. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** After so many looks at the root the mounts are looked at, which costs more. */
    private static final int LOOKS = 5;

    private final Path root;
    private final Exclusion exclusion;
    private final DirtyDirectories dirty;
    private final Consumer<WatchState> listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile WatchState state = new WatchState.Starting();

    /**
     * A watcher that has not begun.
     *
     * @param root the tree's directory, absolute; a symbolic link is followed here
     * @param exclusion paths that are not watched and make nothing dirty
     * @param listener told of each new state, by the watcher's thread
     * @param name what its thread is called
     */
    public Watcher(Path root, Exclusion exclusion, DirtyDirectories dirty, Consumer<WatchState> listener, String name) {
        this.root = root;
        this.exclusion = exclusion;
        this.dirty = dirty;
        this.listener = listener;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Begins to watch, in a thread of its own. */
    public void start() {
        thread.start();
    }

    /** What it is able to tell at present. */
    public WatchState state() {
        return state;
    }

    /** Ends watching, and its thread. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosed()) {
                watchOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** From finding the root until it is lost. */
    private void watchOnce() throws InterruptedException {
        Entry found = null;
        try {
            found = look();
            follow(found);
            become(new WatchState.Lost("it is gone, or something else is in its place"));
        } catch (UnwatchableException e) {
            become(new WatchState.Unable(e.reason()));
        } catch (IOException e) {
            become(new WatchState.Lost(Reason.of(e)));
        } catch (RuntimeException e) {
            LOG.error("Watching {} failed", root, e);
            become(new WatchState.Unable(e.toString()));
        }
        if (!isClosed()) {
            dirty.whole();
            awaitAnotherTry(found);
        }
    }

    private Entry look() throws IOException {
        var entry = Stat.following(root, ROOT);
        if (!entry.isDirectory()) {
            throw new NotDirectoryException(root.toString());
        }
        return entry;
    }

    private void become(WatchState next) {
        if (!isClosed()) {
            state = next;
            listener.accept(next);
        }
    }

    private void follow(Entry found) throws IOException, UnwatchableException, InterruptedException {
        var eventless = EventlessFileSystems.typeOf(root);
        if (eventless.isPresent()) {
            throw new UnwatchableException("a file system of type " + eventless.get() + " tells of no changes");
        }
        become(new WatchState.Starting());
        try (var tree = new WatchedTree(root.toRealPath(), exclusion, dirty, this::isClosed)) {
            tree.watchAll();
            if (tree.isAlive()) {
                become(tree.state());
                dirty.whole();
                follow(tree, found);
            }
        }
    }

    /** Returns when the root is no longer the one that was found. */
    private void follow(WatchedTree tree, Entry found) throws IOException, UnwatchableException, InterruptedException {
        var last = found;
        long looked = System.nanoTime();
        int looks = 0;
        while (!isClosed() && tree.isAlive() && last.isSameFile(found)) {
            tree.follow(LOOK);
            if (System.nanoTime() - looked >= LOOK.toNanos()) {
                var now = look();
                if (!now.sameAttributes(last)) {
                    dirty.changed(ROOT, null);
                }
                looks++;
                if (looks % LOOKS == 0) {
                    tree.followMounts();
                }
                last = now;
                looked = System.nanoTime();
                state = tree.state();
            }
        }
    }

    /** Returns when it may go better: the root was replaced or is back, or the system allows more. */
    private void awaitAnotherTry(@Nullable Entry found) throws InterruptedException {
        var limit = WatchLimit.present();
        while (!closed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
            var now = lookOrNull();
            boolean same = now == null ? found == null : found != null && now.isSameFile(found);
            boolean unable = state instanceof WatchState.Unable;
            if (!same || (now != null && !unable) || !limit.equals(WatchLimit.present())) {
                return;
            }
        }
    }

    private @Nullable Entry lookOrNull() {
        try {
            return look();
        } catch (IOException e) {
            return null;
        }
    }
}
