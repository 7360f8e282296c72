package io.saddlebag.catalog;

import io.saddlebag.catalog.Handle.TargetName;
import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one job delivered to one destination, and the deletions there that wait for judgement. Safe to use from several
 * threads. Each method is one transaction, which later calls see whoever makes them, and which outlives the process.
 */
public final class Target {

    private static final String UPSERT =
            "insert or replace into state (target, dir, name, type, entries) values (?, ?, ?, ?, ?)";
    private static final String FORGET = "delete from state where target = ? and dir = ? and name = ?";

    private final Database database;
    private final TargetName name;
    private final Staging staging;

    Target(Database database, String job, String destination) {
        this.database = database;
        this.name = new TargetName(job, destination);
        this.staging = new Staging(database, name);
    }

    /** How many files and links are known at the destination; all states are counted, so ask once per run. */
    public long knownFiles() {
        return database.read(handle -> handle.number(
                0, "select count(*) from state where target = ? and type in (1, 3)", handle.target(name)));
    }

    /**
     * The states of a directory's direct entries, by their paths, in a map that is the caller's to change.
     *
     * @param directory the root is the empty path
     */
    public Map<Path, FileState> directory(Path directory) {
        var dir = PathKey.of(directory).asDirectory();
        var states = database.read(handle -> handle.list(
                "select name, entries from state where target = ? and dir = ?",
                row -> EntryBytes.toState(new PathKey(dir, Handle.bytes(row, 1)).path(), Handle.bytes(row, 2)),
                handle.target(name),
                dir));
        var byPath = new HashMap<Path, FileState>(states.size() * 2);
        states.forEach(state -> byPath.put(state.path(), state));
        return byPath;
    }

    /** The state of one path. */
    public Optional<FileState> find(Path path) {
        var key = PathKey.of(path);
        return database.read(handle -> handle
                .list(
                        "select entries from state where target = ? and dir = ? and name = ?",
                        row -> EntryBytes.toState(path, Handle.bytes(row, 1)),
                        handle.target(name),
                        key.dir(),
                        key.name())
                .stream()
                .findFirst());
    }

    /** The files with several names that a sweep met. */
    public LinkGroups links() {
        return new LinkGroups(database, name);
    }

    /** Some of the states, not the root's: as many as there are, up to a limit. */
    public List<FileState> some(int limit) {
        return database.read(handle -> handle.list(
                "select dir, name, entries from state where target = ? and length(name) > 0 limit ?",
                row -> EntryBytes.toState(
                        new PathKey(Handle.bytes(row, 1), Handle.bytes(row, 2)).path(), Handle.bytes(row, 3)),
                handle.target(name),
                limit));
    }

    /** The state of the root directory itself. */
    public Optional<FileState> root() {
        return find(Path.of(""));
    }

    /** Records what was delivered: all of it or, when this throws, nothing. */
    public void record(Collection<FileState> states) {
        if (states.isEmpty()) {
            return;
        }
        database.change(handle -> {
            var target = handle.targetForWriting(name);
            handle.batch(UPSERT, states, state -> {
                var key = PathKey.of(state.path());
                var type = EntryBytes.code(state.source().type());
                return new Object[] {target, key.dir(), key.name(), type, EntryBytes.of(state)};
            });
        });
    }

    /** Forgets these paths, but nothing below them. */
    public void forget(Collection<Path> paths) {
        if (paths.isEmpty()) {
            return;
        }
        database.change(handle -> {
            var target = handle.target(name);
            handle.batch(FORGET, paths, path -> {
                var key = PathKey.of(path);
                return new Object[] {target, key.dir(), key.name()};
            });
        });
    }

    /** Forgets a path and everything below it; for the empty path, everything. */
    public void forgetTree(Path directory) {
        var key = PathKey.of(directory);
        database.change(handle -> {
            var target = handle.target(name);
            if (key.isRoot()) {
                handle.update("delete from state where target = ?", target);
                return;
            }
            handle.update(FORGET, target, key.dir(), key.name());
            handle.update("delete from state where target = ? and dir = ?", target, key.asDirectory());
            handle.update(
                    "delete from state where target = ? and dir >= ? and dir < ?",
                    target,
                    key.belowStart(),
                    key.belowEnd());
        });
    }

    /** Which directory the destination's root was when it was last recorded. */
    public Optional<RootIdentity> rootIdentity() {
        return database.read(handle -> handle
                .list(
                        "select root_inode, root_born from target where id = ? and root_inode is not null",
                        row -> new RootIdentity(row.getLong(1), row.getLong(2)),
                        handle.target(name))
                .stream()
                .findFirst());
    }

    /** Records which directory the destination's root is. */
    public void rootIdentity(RootIdentity identity) {
        database.change(handle -> handle.update(
                "update target set root_inode = ?, root_born = ? where id = ?",
                identity.inode(),
                identity.born(),
                handle.targetForWriting(name)));
    }

    /** How many files were known when a guard last held deletions back, if it has not been lifted since. */
    public OptionalLong guarded() {
        return database
                .read(handle -> handle.list(
                        "select guarded from target where id = ? and guarded is not null",
                        row -> row.getLong(1),
                        handle.target(name)))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** How many deletions that were carried out a guard that is up counts to those it holds back. */
    public long guardDeletions() {
        return database.read(handle ->
                handle.number(0, "select coalesce(guard_deleted, 0) from target where id = ?", handle.target(name)));
    }

    /**
     * Remembers that a guard held deletions back.
     *
     * @param known how many files were known, those that were deleted before included
     * @param deletions how many of them had been deleted already and count as well
     */
    public void guard(long known, long deletions) {
        database.change(handle -> handle.update(
                "update target set guarded = ?, guard_deleted = ? where id = ?",
                known,
                deletions,
                handle.targetForWriting(name)));
    }

    /** Lifts the guard. */
    public void liftGuard() {
        database.change(handle -> handle.update(
                "update target set guarded = null, guard_deleted = null where id = ?", handle.target(name)));
    }

    /** Deletions of the last hour, which the guard of a scope counts. */
    public RecentDeletions recentDeletions() {
        return new RecentDeletions(database, name);
    }

    /** Begins anew: no staged deletions, and no files that appeared. */
    public void clearStaged() {
        staging.clear(false);
    }

    /** The same, but what could not be delivered is remembered: where it was moved from it has its only copy. */
    public void clearStagedButUndelivered() {
        staging.clear(true);
    }

    /** The directories that hold, as far as is known, names of files with these numbers on a device; it looks at all states. */
    public Set<Path> directoriesWithNamesOf(Collection<Entry> files) {
        return staging.directoriesWithNamesOf(files);
    }

    /** Stages deletions; one that is staged already is replaced. */
    public void stage(Collection<StagedDeletion> deletions) {
        staging.stage(deletions);
    }

    /** Takes deletions back. */
    public void unstage(Collection<Path> paths) {
        staging.unstage(paths);
    }

    /** Takes back the deletion of paths, of everything below them and of the directories above them. */
    public void unstageTrees(Collection<Path> paths) {
        staging.unstageTrees(paths);
    }

    /** How many staged deletions are not of directories. */
    public long stagedFiles() {
        return staging.files();
    }

    /** Remembers files of the source that the sweep found new: a staged deletion of the same file is a move. */
    public void appeared(Collection<Entry> sourceEntries) {
        staging.appeared(sourceEntries, false);
    }

    /**
     * Remembers files of the source that could not be delivered, and directories that could not be read or made: what was
     * moved there is to keep its old copy.
     */
    public void failed(Collection<Entry> sourceEntries) {
        staging.appeared(sourceEntries, true);
    }

    /** How many staged deletions of files or links are moves: inode, size and time of the delivered one appeared elsewhere. */
    public long stagedMoves() {
        return staging.moves();
    }

    /**
     * Takes back the deletion of each file whose new place could not be delivered, of each directory whose new place could not
     * be read or made with everything below it, and of the directories above, which cannot become empty.
     *
     * @return how many files and links stay
     */
    public long unstageUndeliveredMoves() {
        return staging.unstageUndeliveredMoves();
    }

    /**
     * Hands over the staged deletions in batches, everything below a directory before the directory. What is unstaged or
     * forgotten meanwhile does not disturb.
     */
    public void forEachStagedDeepestFirst(int batch, Consumer<List<StagedDeletion>> consumer) {
        staging.forEachDeepestFirst(batch, consumer);
    }

    /** Hands over the staged paths that something of another type replaces, in batches, a directory before what is below. */
    public void forEachReplaced(int batch, Consumer<List<Path>> consumer) {
        staging.forEachReplaced(batch, consumer);
    }

    /** Hands over the directories that hold staged deletions, each once, in batches, the deepest first. */
    public void forEachStagedParent(int batch, Consumer<List<Path>> consumer) {
        staging.forEachParent(batch, consumer);
    }
}
