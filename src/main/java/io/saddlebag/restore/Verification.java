package io.saddlebag.restore;

import static io.saddlebag.model.Finding.Severity.DAMAGED;
import static io.saddlebag.model.Finding.Severity.NOTE;
import static io.saddlebag.model.Finding.Severity.UNREADABLE;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Content;
import io.saddlebag.tree.CopyDroppedException;
import io.saddlebag.tree.Listing;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.Rules;
import io.saddlebag.tree.SourceException;
import io.saddlebag.tree.SourceTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a mirror with its source: by versions or, deeply, by every byte. Both are only read, and nobody may write to
 * the mirror meanwhile. What changes in the source meanwhile is looked at again and is never taken for damage.
 */
public final class Verification {

    private static final Path ROOT = Path.of("");
    private static final int ATTEMPTS = 3;

    private final SourceTree source;
    private final SourceTree mirror;
    private final KnownStates known;
    private final boolean deep;
    private final Walk walk;
    private final Judgement judgement;

    /**
     * A verification.
     *
     * @param known what was delivered
     * @param deep whether contents are compared
     */
    public Verification(SourceTree source, SourceTree mirror, KnownStates known, boolean deep, Walk walk) {
        this.source = source;
        this.mirror = mirror;
        this.known = known;
        this.deep = deep;
        this.walk = walk;
        this.judgement = new Judgement(known.files() > 0);
    }

    /**
     * Compares everything; what was found is in the walk's tally.
     *
     * @throws SaddlebagException when the source is not there, or the walk was ended early
     */
    public void run() {
        requireSource();
        walk.workers().directory(() -> compareDirectory(ROOT, true, source.rules()));
        walk.workers().run();
        walk.tally().flush();
        walk.halt().rethrow();
    }

    private void requireSource() {
        try {
            boolean wasMounted = known.root().map(FileState::mountPoint).orElse(false);
            if (wasMounted && !source.isMountPoint()) {
                throw new SaddlebagException(
                        "the source " + source.absolute(ROOT) + " was a mount point and is not now: is it unmounted?");
            }
            if (judgement.knowing() && MirrorTree.isEmpty(source)) {
                throw new SaddlebagException("the source " + source.absolute(ROOT) + " is empty: is it unmounted?");
            }
        } catch (IOException e) {
            throw new SaddlebagException("the source " + source.absolute(ROOT) + " cannot be read: " + Reason.of(e));
        }
    }

    private void compareDirectory(Path directory, boolean there, Rules above) {
        if (walk.halt().isDue()) {
            return;
        }
        try {
            var listing = source.list(directory, above);
            listing.findings().stream()
                    .filter(finding -> finding.severity() != NOTE)
                    .forEach(walk::found);
            compareEntries(directory, listing, there);
        } catch (IOException e) {
            found(UNREADABLE, directory, Reason.of(e));
        }
    }

    private void compareEntries(Path directory, Listing listing, boolean there) throws IOException {
        var copies = new HashMap<Path, Entry>();
        if (there && !listMirror(directory, listing, copies)) {
            return;
        }
        var device = directory.equals(ROOT) ? source.root() : source.stat(directory);
        var states = known.directory(directory);
        for (var entry : listing.entries()) {
            var copy = copies.remove(entry.path());
            if (listing.withheld().contains(entry.path())) {
                continue;
            }
            if (entry.isDirectory()) {
                boolean mountPoint = entry.device() != device.device();
                meetDirectory(entry, states.get(entry.path()), copy, mountPoint, listing.rules());
            } else {
                meetFile(entry, states.get(entry.path()), copy);
            }
        }
        for (var stranger : copies.values()) {
            meetStranger(stranger, states, listing);
        }
    }

    /** Puts what the mirror has into a map; false when that cannot be told. What cannot be looked at is withheld. */
    private boolean listMirror(Path directory, Listing listing, Map<Path, Entry> copies) {
        try {
            var there = mirror.list(directory);
            there.findings().forEach(walk::found);
            there.entries().forEach(entry -> copies.put(entry.path(), entry));
            listing.withheld().addAll(there.withheld());
            return true;
        } catch (IOException e) {
            blameMirror(directory, e);
            return false;
        }
    }

    private void meetStranger(Entry stranger, Map<Path, FileState> states, Listing listing) {
        var path = stranger.path();
        if (!listing.withheld().contains(path) && !listing.excluded().contains(path) && !isSkipped(stranger, listing)) {
            walk.found(judgement.ofStranger(stranger, states.get(path)));
        }
    }

    /** What the filters exclude stays at the destination, also where the source has it no more. */
    private boolean isSkipped(Entry stranger, Listing listing) {
        return listing.rules().excludes(stranger)
                || listing.findings().stream()
                        .anyMatch(finding -> finding.path().equals(stranger.path()));
    }

    private void meetDirectory(
            Entry entry, @Nullable FileState state, @Nullable Entry copy, boolean mountPoint, Rules above) {
        if (state != null && state.mountPoint() && !mountPoint) {
            found(UNREADABLE, entry.path(), "was a mount point and is not now: is it unmounted? Not compared");
            return;
        }
        var finding = copy == null ? judgement.ofMissing(entry, state) : judgement.ofDirectories(entry, state, copy);
        if (finding != null) {
            walk.found(finding);
        } else {
            walk.tally().verified(0);
        }
        boolean there = copy != null && copy.isDirectory();
        if (there || state != null) {
            walk.workers().directory(() -> compareDirectory(entry.path(), there, above));
        }
    }

    private void meetFile(Entry entry, @Nullable FileState state, @Nullable Entry copy) {
        var finding = copy == null ? judgement.ofMissing(entry, state) : judgement.ofVersions(entry, state, copy);
        if (finding != null || copy == null) {
            report(finding);
        } else if (deep || entry.type() == FileType.LINK) {
            walk.workers().file(() -> compareContent(entry, state, copy));
        } else {
            walk.tally().verified(0);
        }
    }

    private void report(@Nullable Finding finding) {
        if (finding != null) {
            walk.found(finding);
        }
    }

    private void compareContent(Entry entry, @Nullable FileState state, Entry copy) {
        if (walk.halt().isDue()) {
            return;
        }
        try {
            compareUntilStill(entry, state, copy);
        } catch (CopyDroppedException e) {
            // The stop is told by the halt.
        } catch (SourceException e) {
            var severity = e.isGone() ? NOTE : UNREADABLE;
            found(severity, entry.path(), e.isGone() ? "vanished while it was compared" : e.reason());
        } catch (IOException e) {
            blameMirror(entry.path(), e);
        }
    }

    private void compareUntilStill(Entry entry, @Nullable FileState state, Entry copy) throws IOException {
        var before = entry;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            boolean same = hasSameContent(before, copy);
            var after = look(entry.path());
            if (after.equals(before)) {
                conclude(same, before, state, copy);
                return;
            }
            var finding = judgement.ofVersions(after, state, copy);
            if (finding != null) {
                walk.found(finding);
                return;
            }
            before = after;
        }
        found(NOTE, entry.path(), "changed each of the " + ATTEMPTS + " times it was compared; not verified");
    }

    private boolean hasSameContent(Entry entry, Entry copy) throws IOException {
        var path = entry.path();
        if (entry.type() != copy.type()) {
            return false;
        }
        if (entry.type() == FileType.LINK) {
            return linkTarget(path).equals(mirror.linkTarget(path));
        }
        try (var content = Files.newInputStream(mirror.absolute(path), LinkOption.NOFOLLOW_LINKS)) {
            return Content.isSame(source, path, content, walk.halt()::isDue);
        }
    }

    private Path linkTarget(Path link) throws SourceException {
        try {
            return source.linkTarget(link);
        } catch (IOException e) {
            throw new SourceException(link, e);
        }
    }

    private Entry look(Path path) throws SourceException {
        try {
            return source.stat(path);
        } catch (IOException e) {
            throw new SourceException(path, e);
        }
    }

    private void conclude(boolean same, Entry entry, @Nullable FileState state, Entry copy) {
        if (same) {
            walk.tally()
                    .verified(entry.type() == FileType.FILE ? entry.version().size() : 0);
        } else {
            walk.found(judgement.ofContents(entry, state, copy));
        }
    }

    /** A destination that fails where it may be read is damaged: what it holds there cannot be restored. */
    private void blameMirror(Path path, IOException failure) {
        found(
                failure instanceof AccessDeniedException ? UNREADABLE : DAMAGED,
                path,
                "cannot be read at the destination: " + Reason.of(failure));
    }

    private void found(Severity severity, Path path, String message) {
        walk.found(new Finding(severity, path, message));
    }
}
