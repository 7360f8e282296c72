package io.saddlebag.snapshot;

import io.saddlebag.archive.ManifestWriter;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.Snapshots;
import io.saddlebag.archive.StoreWriter;
import io.saddlebag.model.DisplayBytes;
import io.saddlebag.model.Finding;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.tree.Stop;
import io.saddlebag.tree.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes one snapshot: streams what a plan says into an archive and a manifest. When this ends early there is no snapshot, and what
 * there was stays as it was.
 */
final class SnapshotTaker {

    /** The clocks of file systems go on every few milliseconds. */
    private static final long TICK = 50_000_000;

    /** Where so many times the bytes that the last snapshot lists have room, another one is expected to fit. */
    private static final int PLENTY = 3;

    private final Parts parts;
    private final SnapshotSources sources;
    private final @Nullable ManifestHeader latest;
    private final Level level;
    private final Instant started;

    /**
     * A taker of one snapshot.
     *
     * @param latest the last snapshot whose manifest is whole; null where there is none
     */
    SnapshotTaker(Parts parts, SnapshotSources sources, @Nullable ManifestHeader latest, Level level, Instant started) {
        this.parts = parts;
        this.sources = sources;
        this.latest = latest;
        this.level = level;
        this.started = started;
    }

    /**
     * What it works with.
     *
     * @param store where the snapshots are; null in a dry run that finds none
     * @param scratch a directory for temporary files
     * @param lastWalk what the last walk saw
     * @param room how much room the store has
     */
    record Parts(
            SnapshotSettings settings,
            @Nullable SnapshotStore store,
            StoreWriter writer,
            Snapshots snapshots,
            Draft.Archiving archiving,
            Path scratch,
            LastWalk lastWalk,
            Room room,
            Tally tally,
            Stop stop,
            Clock clock) {}

    /** Tells how many bytes can be written. */
    @FunctionalInterface
    interface Room {
        long usable() throws IOException;
    }

    /** The snapshot that was taken; empty when nothing changed since the last one. */
    Optional<ManifestHeader> take() throws IOException {
        if (!level.forced() && isUnchanged()) {
            return Optional.empty();
        }
        requireRoom();
        var id = parts.writer().freeId(started, level.kind());
        boolean taken = false;
        try {
            var header = take(id);
            taken = header.isPresent();
            return header;
        } finally {
            if (!taken) {
                discard(id);
            }
        }
    }

    /** The bytes of the archives that the store had before. */
    long storedBefore() {
        return parts.snapshots().stored();
    }

    private void discard(SnapshotId id) {
        try {
            parts.writer().discard(id);
        } catch (IOException e) {
            // What is left is no snapshot; the next run removes it.
        }
    }

    /** Two looks that open no file, each ended by the first difference: most runs change nothing and end with the first one. */
    private boolean isUnchanged() throws IOException {
        var last = latest == null ? Optional.<String>empty() : parts.lastWalk().of(latest.id());
        var suspicion = new Suspicion();
        var findings = new ArrayList<Finding>();
        var digest = last.isPresent() ? walked(suspicion, findings) : compared(suspicion, findings);
        if (suspicion.isAroused()
                || last.filter(before -> !before.equals(digest)).isPresent()) {
            return false;
        }
        findings.forEach(parts.tally()::found);
        parts.tally().unchanged(suspicion.kept());
        remember(latest, digest);
        return true;
    }

    private String walked(Suspicion counting, List<Finding> findings) throws IOException {
        try (var walk = sources.walk(threads(), findings::add)) {
            var digest = new WalkDigest(walk);
            while (digest.next() != null) {
                counting.count();
                requireGoingOn();
            }
            return digest.text();
        }
    }

    private String compared(Suspicion suspicion, List<Finding> findings) throws IOException {
        try (var walk = sources.walk(threads(), findings::add);
                var entries = entries(latest)) {
            var digest = new WalkDigest(walk);
            var plan = SnapshotPlan.incremental(digest, entries, links());
            while (!suspicion.isAroused() && plan.next(suspicion)) {
                requireGoingOn();
            }
            return digest.text();
        }
    }

    /** What is to be read is told by one more walk, which opens no file; where there is plenty of room it is spared. */
    private void requireRoom() throws IOException {
        long usable = parts.room().usable();
        if (latest != null && usable / PLENTY > latest.counts().bytes()) {
            return;
        }
        var weighing = new Weighing();
        follow(finding -> {}, links(), weighing);
        var fit = Fit.of(weighing.bytes(), level.kind(), parts.snapshots());
        if (fit.least() > usable) {
            throw new SaddlebagException("no snapshot was taken, as it would not fit: " + fit.words() + ", and "
                    + parts.settings().destination() + " has room for " + DisplayBytes.of(usable)
                    + ". Make room there, as by fewer keep rules and \"saddlebag prune --force "
                    + parts.settings().job() + "\", or give the job another destination");
        }
    }

    private void remember(@Nullable ManifestHeader snapshot, String digest) {
        if (snapshot != null && isWhole()) {
            parts.lastWalk().remember(snapshot.id(), digest);
        }
    }

    private boolean isWhole() {
        return !parts.tally().hasFailures() && sources.complaints().isEmpty();
    }

    private Optional<ManifestHeader> take(SnapshotId id) throws IOException {
        try (var draft = draft(id)) {
            var links = links();
            var hash = new ContentHash(parts.stop()::isOverdue);
            var digest = follow(parts.tally()::found, links, new Taking(sources, level.kind(), links, hash, draft));
            var archive = level.forced() || draft.isBegun() || draft.hasChanges() ? draft.finish() : null;
            if (archive == null || (!level.forced() && !draft.hasChanges())) {
                rememberUnchanged(draft, digest);
                return Optional.empty();
            }
            var header = header(id, draft, archive);
            requireGoingOn();
            parts.writer().commit(header, draft.manifest());
            if (!draft.isToBeTakenAgain()) {
                remember(header, digest);
            }
            return Optional.of(header);
        }
    }

    private void rememberUnchanged(Draft draft, String digest) {
        if (!draft.isToBeTakenAgain()) {
            remember(latest, digest);
        }
    }

    private Draft draft(SnapshotId id) throws IOException {
        return new Draft(
                id,
                (snapshot, ledger) -> {
                    parts.writer().begin(snapshot);
                    return parts.archiving().begin(snapshot, ledger);
                },
                new ManifestWriter(parts.scratch()),
                new StaleEntries(() -> entries(latest)),
                parts.tally(),
                this::isFresh);
    }

    /** Whether a time is in this run, or a tick before it: what is changed within a tick of its last change may keep its version. */
    private boolean isFresh(long changed) {
        return changed >= nanos(started) - TICK
                && changed <= nanos(parts.clock().instant()) + TICK;
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    /** Says what would be taken. */
    void look() throws IOException {
        follow(parts.tally()::found, links(), new Looking(parts.tally()));
    }

    private String follow(Consumer<Finding> findings, LinkLeaders links, SnapshotSteps steps) throws IOException {
        try (var walk = sources.walk(threads(), findings);
                var full = entries(level.base());
                var last = entries(latest)) {
            var digest = new WalkDigest(walk);
            var plan = switch (level.kind()) {
                case FULL -> SnapshotPlan.full(digest, last, links);
                case INCREMENTAL -> SnapshotPlan.incremental(digest, last, links);
                case DIFFERENTIAL -> SnapshotPlan.differential(digest, full, last, links);
            };
            while (plan.next(steps)) {
                requireGoingOn();
            }
            return digest.text();
        }
    }

    private ManifestCursor entries(@Nullable ManifestHeader header) throws IOException {
        return ManifestCursor.of(parts.store(), header);
    }

    private LinkLeaders links() {
        return new LinkLeaders(parts.settings().choice().hardLinks());
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void requireGoingOn() {
        if (parts.stop().isRequested()) {
            throw new SaddlebagException(Outcome.INTERRUPTED, "stopped; no snapshot was taken");
        }
    }

    private ManifestHeader header(SnapshotId id, Draft draft, ManifestHeader.Archive archive) {
        var settings = parts.settings();
        var base = base(draft);
        var full = level.base() == null ? id : level.base().full();
        return new ManifestHeader(
                id,
                parts.snapshots().nextSequence(),
                base,
                full,
                level.reason(),
                headerSources(settings),
                settings.choice().text(),
                started,
                parts.clock().instant(),
                draft.totals().totals(),
                isWhole(),
                archive,
                List.of());
    }

    /** What could not be read may be in another snapshot than those that the base needs: then this one needs that, too. */
    private @Nullable SnapshotId base(Draft draft) {
        var built = level.base();
        var needed = new HashSet<>(draft.totals().holders());
        if (built != null) {
            parts.snapshots().chain(built).forEach(link -> needed.remove(link.id()));
        }
        if (!needed.isEmpty() && latest != null) {
            return latest.id();
        }
        return built == null ? null : built.id();
    }

    /** The sources as they stand in headers. */
    static List<ManifestHeader.Source> headerSources(SnapshotSettings settings) {
        return settings.sources().stream()
                .map(source ->
                        new ManifestHeader.Source(source.name(), source.path().toString()))
                .toList();
    }
}
