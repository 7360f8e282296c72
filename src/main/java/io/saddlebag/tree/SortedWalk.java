package io.saddlebag.tree;

import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree in {@link io.saddlebag.model.PathOrder}, one path at a time, the root first. A listing for each level is
 * held, and some of the next directories' listings, which other threads make.
 */
public final class SortedWalk implements Closeable {

    private static final int AHEAD_IN_LEVEL = 8;
    private static final int AHEAD = 32;

    private final SourceTree source;
    private final Doubts doubts;
    private final Consumer<Finding> findings;
    private final @Nullable ExecutorService threads;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int ahead;
    private boolean begun;

    /**
     * A walk that has not begun.
     *
     * @param doubts asked about each directory before it is entered
     * @param threadCount how many threads list directories ahead; 0 for none
     * @param findings told on the thread that walks
     */
    public SortedWalk(SourceTree source, Doubts doubts, int threadCount, Consumer<Finding> findings) {
        this.source = source;
        this.doubts = doubts;
        this.findings = findings;
        this.threads = threadCount == 0
                ? null
                : Executors.newFixedThreadPool(threadCount, task -> {
                    var thread = new Thread(task, "walk");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Says which directories cannot be what they should be. */
    @FunctionalInterface
    public interface Doubts {

        /** Why a directory is not entered; null when it is. */
        @Nullable
        String about(Entry directory, boolean mountPoint);
    }

    /** A directory's children in order. Those of its directories that come next are listed ahead. */
    private final class Level {

        private final Entry directory;
        private final List<Walked> children;
        private final Rules rules;
        private final Deque<Future<Contents>> listed = new ArrayDeque<>();
        private int next;
        private int asked;

        Level(Entry directory, Contents contents) {
            this.directory = directory;
            this.children = contents.children();
            this.rules = contents.listing().rules();
            lookAhead();
        }

        void lookAhead() {
            while (threads != null && asked < children.size() && listed.size() < AHEAD_IN_LEVEL && ahead < AHEAD) {
                var entry = children.get(asked++).entry();
                if (entry != null && entry.isDirectory()) {
                    ahead++;
                    listed.add(threads.submit(() -> list(entry, rules)));
                }
            }
        }

        /** The contents of the directory that was come by last. */
        Contents contents(Entry child) throws IOException {
            var future = listed.poll();
            if (future == null) {
                asked = Math.max(asked, next);
                return list(child, rules);
            }
            ahead--;
            var contents = await(future);
            lookAhead();
            return contents;
        }
    }

    private record Contents(Listing listing, List<Walked> children) {}

    private Contents list(Entry directory, Rules rules) throws IOException {
        var listing = source.list(directory.path(), rules);
        source.requireSame(directory);
        var children = new ArrayList<Walked>(listing.entries().size());
        for (var entry : listing.entries()) {
            children.add(Walked.found(entry, false));
        }
        listing.withheld().forEach(path -> children.add(Walked.unknown(path)));
        // Of two names of one directory the file system's paths have the order of PathOrder.
        children.sort(Comparator.comparing(Walked::path));
        return new Contents(listing, children);
    }

    private static Contents await(Future<Contents> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a directory was listed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * The next path; null after the last.
     *
     * @throws IOException when the root cannot be listed
     */
    public @Nullable Walked next() throws IOException {
        if (!begun) {
            begun = true;
            return begin();
        }
        while (!levels.isEmpty()) {
            var level = levels.getLast();
            if (level.next == level.children.size()) {
                levels.removeLast();
                continue;
            }
            var child = level.children.get(level.next++);
            var entry = child.entry();
            if (entry == null || !entry.isDirectory()) {
                return child;
            }
            var found = enter(level, entry);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Walked begin() throws IOException {
        var root = source.root();
        var contents = list(root, source.rules());
        tell(contents);
        levels.add(new Level(root, contents));
        return Walked.found(root, source.isMountPoint());
    }

    private @Nullable Walked enter(Level level, Entry directory) {
        boolean mountPoint = directory.device() != level.directory.device() && source.enters(directory);
        var doubt =
                isAbove(directory) ? "is a directory above itself; not entered" : doubts.about(directory, mountPoint);
        try {
            var contents = level.contents(directory);
            if (doubt == null) {
                tell(contents);
                levels.add(new Level(directory, contents));
                return Walked.found(directory, mountPoint);
            }
        } catch (IOException e) {
            if (isGone(directory.path())) {
                findings.accept(new Finding(NOTE, directory.path(), "vanished before it was looked through"));
                return null;
            }
            doubt = doubt == null ? Reason.of(e) : doubt;
        }
        findings.accept(new Finding(UNREADABLE, directory.path(), doubt));
        return Walked.unread(directory);
    }

    private void tell(Contents contents) {
        contents.listing().findings().forEach(findings);
    }

    private boolean isAbove(Entry directory) {
        for (var level : levels) {
            if (level.directory.isSameFile(directory)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGone(Path path) {
        try {
            return source.find(path) == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
