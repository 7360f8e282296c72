package io.saddlebag.tree;

import io.saddlebag.model.Change;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Event;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts what a run does and passes its findings on in batches. Safe to use from several threads. */
public final class Tally {

    private static final int BATCH = 500;

    private final Progress progress;
    private final Consumer<Collection<Finding>> sink;
    private final List<Finding> batch = new ArrayList<>();
    private final LongAdder created = new LongAdder();
    private final LongAdder modified = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final Map<Severity, LongAdder> found = new EnumMap<>(Severity.class);
    private final LongAdder held = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder files = new LongAdder();

    /** Nothing done yet; findings go to the sink in batches. */
    public Tally(Progress progress, Consumer<Collection<Finding>> sink) {
        this.progress = progress;
        this.sink = sink;
        for (var severity : Severity.values()) {
            found.put(severity, new LongAdder());
        }
    }

    /** Paths were looked at and need nothing. */
    public void unchanged(long paths) {
        if (paths > 0) {
            unchanged.add(paths);
            progress.unchanged(paths);
        }
    }

    /** A path was verified, for which so many content bytes were compared. */
    public void verified(long contentBytes) {
        unchanged.increment();
        bytes.add(contentBytes);
        progress.verified(contentBytes);
    }

    /** A change was carried out. */
    public void done(Change change, long contentBytes) {
        switch (change.event()) {
            case CREATE -> created.increment();
            case MODIFY -> modified.increment();
            case DELETE -> deleted.increment();
        }
        bytes.add(contentBytes);
        countFile(change);
        progress.done(change, contentBytes);
    }

    private void countFile(Change change) {
        if (!change.entry().isDirectory() && change.event() != Event.MODIFY) {
            files.add(change.event() == Event.CREATE ? 1 : -1);
        }
    }

    /** A change could not be carried; the finding tells of it too. */
    public void failed(Change change, String reason) {
        progress.failed(change, reason);
    }

    /** How many files and links the destination has more than before; less is below zero. */
    public long addedFiles() {
        return files.sum();
    }

    /** Deletions are not carried out. */
    public void held(long deletions) {
        held.add(deletions);
    }

    /** Every finding but a note stands for a path that failed. */
    public void found(Finding finding) {
        adder(finding.severity()).increment();
        progress.found(finding);
        synchronized (batch) {
            batch.add(finding);
            if (batch.size() >= BATCH) {
                flush();
            }
        }
    }

    /** Passes on the findings that are left. */
    public void flush() {
        synchronized (batch) {
            if (!batch.isEmpty()) {
                sink.accept(List.copyOf(batch));
                batch.clear();
            }
        }
    }

    /** Whether any path failed. */
    public boolean hasFailures() {
        return failed() > 0;
    }

    private long failed() {
        long failed = 0;
        for (var severity : Severity.values()) {
            failed += severity == Severity.NOTE ? 0 : count(severity);
        }
        return failed;
    }

    /** How many findings of a severity there were. */
    public long count(Severity severity) {
        return adder(severity).sum();
    }

    private LongAdder adder(Severity severity) {
        return Objects.requireNonNull(found.get(severity));
    }

    /** What was done so far. */
    public Counts counts() {
        return new Counts(
                created.sum(), modified.sum(), deleted.sum(), unchanged.sum(), failed(), held.sum(), bytes.sum());
    }
}
