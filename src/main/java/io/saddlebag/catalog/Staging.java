package io.saddlebag.catalog;

import io.saddlebag.catalog.Handle.TargetName;
import io.saddlebag.model.Entry;
import io.saddlebag.model.PathBytes;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The staged deletions of a target, and the files that appeared, by which moves are told from deletions. */
final class Staging {

    private static final int BATCH = 1000;

    private static final String STAGE =
            "insert or replace into staged (target, dir, name, type, entry, replaced) values (?, ?, ?, ?, ?, ?)";
    private static final String UNSTAGE = "delete from staged where target = ? and dir = ? and name = ?";

    private static final String APPEARED = """
            insert into appeared (target, identity, undelivered) values (?, ?, ?)
            on conflict (target, identity) do update set undelivered = max(undelivered, excluded.undelivered)
            """;

    private static final String MOVED_DIRECTORIES = """
            select staged.dir, staged.name from staged cross join state
            where staged.target = ?1 and staged.type = 2
            and state.target = ?1 and state.dir = staged.dir and state.name = staged.name
            and exists (select 1 from appeared
                where target = ?1 and identity = substr(state.entries, 1, %d) and undelivered = 1)
            """.formatted(EntryBytes.INODE);

    /** In this order: each staged deletion, its state, the file that appeared with the state's identity. */
    private static final String MOVES = """
            from staged cross join state cross join appeared
            where staged.target = ?1 and staged.type <> 2
            and state.target = ?1 and state.dir = staged.dir and state.name = staged.name
            and appeared.target = ?1 and appeared.identity = substr(state.entries, 1, %d)
            """.formatted(EntryBytes.IDENTITY);

    private static final String NAMES = """
            select distinct dir from state where target = ?1 and type = 1
            and hex(substr(entries, 1, %d)) in (select value from json_each(?2))
            """.formatted(EntryBytes.INODE);

    private final Database database;
    private final TargetName name;

    Staging(Database database, TargetName name) {
        this.database = database;
        this.name = name;
    }

    void clear(boolean keepUndelivered) {
        database.change(handle -> {
            var target = handle.target(name);
            handle.update("delete from staged where target = ?", target);
            handle.update(
                    "delete from appeared where target = ? and undelivered <= ?", target, keepUndelivered ? 0 : 1);
        });
    }

    /** States are not indexed by file: all of them are read, once. */
    Set<Path> directoriesWithNamesOf(Collection<Entry> files) {
        var upper = HexFormat.of().withUpperCase();
        var inodes = files.stream()
                .map(file -> upper.formatHex(EntryBytes.identity(file.version()), 0, EntryBytes.INODE))
                .distinct()
                .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return Set.copyOf(database.read(handle ->
                handle.list(NAMES, row -> PathBytes.toPath(Handle.bytes(row, 1)), handle.target(name), inodes)));
    }

    void stage(Collection<StagedDeletion> deletions) {
        if (deletions.isEmpty()) {
            return;
        }
        database.change(handle -> {
            var target = handle.targetForWriting(name);
            handle.batch(STAGE, deletions, deletion -> {
                var key = PathKey.of(deletion.path());
                var entry = deletion.entry();
                var type = EntryBytes.code(entry.type());
                return new Object[] {target, key.dir(), key.name(), type, EntryBytes.of(entry), deletion.replaced()};
            });
        });
    }

    void unstage(Collection<Path> paths) {
        if (paths.isEmpty()) {
            return;
        }
        database.change(handle -> {
            var target = handle.target(name);
            handle.batch(UNSTAGE, paths, path -> {
                var key = PathKey.of(path);
                return new Object[] {target, key.dir(), key.name()};
            });
        });
    }

    long files() {
        return database.read(handle ->
                handle.number(0, "select count(*) from staged where target = ? and type <> 2", handle.target(name)));
    }

    /** Undelivered once is undelivered for good, in whichever order it is told. */
    void appeared(Collection<Entry> entries, boolean undelivered) {
        var movable = entries.stream()
                .filter(entry -> entry.version().inode() != 0 && (undelivered || !entry.isDirectory()))
                .toList();
        if (movable.isEmpty()) {
            return;
        }
        database.change(handle -> {
            var target = handle.targetForWriting(name);
            handle.batch(APPEARED, movable, entry -> new Object[] {target, identity(entry), undelivered});
        });
    }

    /** A directory is known by its inode alone: moving something else into it changes its time. */
    private static byte[] identity(Entry entry) {
        var identity = EntryBytes.identity(entry.version());
        return entry.isDirectory() ? Arrays.copyOf(identity, EntryBytes.INODE) : identity;
    }

    long moves() {
        return database.read(handle -> handle.number(0, "select count(*) " + MOVES, handle.target(name)));
    }

    /** In several transactions, so that other processes are not kept from writing; a crash in between does no harm. */
    long unstageUndeliveredMoves() {
        long unstaged = unstageUndeliveredDirectories();
        PathKey last = null;
        do {
            var after = last;
            var kept = database.write(handle -> unstageUndelivered(handle, after));
            unstaged += kept.size();
            last = kept.size() < BATCH ? null : kept.get(kept.size() - 1);
        } while (last != null);
        return unstaged;
    }

    private long unstageUndeliveredDirectories() {
        var moved = database.read(handle -> handle.list(MOVED_DIRECTORIES, Staging::key, handle.target(name)));
        if (moved.isEmpty()) {
            return 0;
        }
        long before = files();
        unstageTrees(moved.stream().map(PathKey::path).toList());
        return before - files();
    }

    void unstageTrees(Collection<Path> paths) {
        database.change(handle -> {
            var target = handle.target(name);
            for (var path : paths) {
                var key = PathKey.of(path);
                handle.update(UNSTAGE, target, key.dir(), key.name());
                handle.update("delete from staged where target = ? and dir = ?", target, key.asDirectory());
                handle.update(
                        "delete from staged where target = ? and dir >= ? and dir < ?",
                        target,
                        key.belowStart(),
                        key.belowEnd());
                unstageParents(handle, target, key);
            }
        });
    }

    private List<PathKey> unstageUndelivered(Handle handle, @Nullable PathKey after) throws SQLException {
        var target = handle.target(name);
        var sql = "select staged.dir, staged.name " + MOVES + " and appeared.undelivered = 1"
                + " and (staged.dir, staged.name) > (?2, ?3) order by staged.dir, staged.name limit " + BATCH;
        var start = after == null ? new PathKey(new byte[0], new byte[0]) : after;
        var kept = handle.list(sql, Staging::key, target, start.dir(), start.name());
        byte[] cleared = null;
        for (var key : kept) {
            handle.update(UNSTAGE, target, key.dir(), key.name());
            if (!Arrays.equals(cleared, key.dir())) {
                unstageParents(handle, target, key);
                cleared = key.dir();
            }
        }
        return kept;
    }

    private static void unstageParents(Handle handle, long target, PathKey key) throws SQLException {
        for (var parent = key.parent(); !parent.isRoot(); parent = parent.parent()) {
            handle.update(UNSTAGE, target, parent.dir(), parent.name());
        }
    }

    /** Pages by key, not by an open cursor: the consumer may change what is staged. */
    void forEachDeepestFirst(int batch, Consumer<List<StagedDeletion>> consumer) {
        PathKey last = null;
        do {
            var page = deepestFirst(batch, last);
            last = page.size() < batch
                    ? null
                    : PathKey.of(page.get(page.size() - 1).path());
            handOver(page, consumer);
        } while (last != null);
    }

    private List<StagedDeletion> deepestFirst(int batch, @Nullable PathKey last) {
        var columns = "select dir, name, entry, replaced from staged where target = ?1";
        var order = " order by dir desc, name desc limit ?2";
        return database.read(handle -> last == null
                ? handle.list(columns + order, Staging::deletion, handle.target(name), batch)
                : handle.list(
                        columns + " and (dir, name) < (?3, ?4)" + order,
                        Staging::deletion,
                        handle.target(name),
                        batch,
                        last.dir(),
                        last.name()));
    }

    void forEachReplaced(int batch, Consumer<List<Path>> consumer) {
        var last = new PathKey(new byte[0], new byte[0]);
        List<PathKey> page;
        do {
            page = replacedAfter(batch, last);
            handOver(page.stream().map(PathKey::path).toList(), consumer);
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == batch);
    }

    private List<PathKey> replacedAfter(int batch, PathKey last) {
        return database.read(handle -> handle.list(
                "select dir, name from staged where target = ? and replaced = 1 and (dir, name) > (?, ?)"
                        + " order by dir, name limit ?",
                Staging::key,
                handle.target(name),
                last.dir(),
                last.name(),
                batch));
    }

    void forEachParent(int batch, Consumer<List<Path>> consumer) {
        byte[] last = null;
        List<byte[]> page;
        do {
            page = parentsBefore(batch, last);
            handOver(page.stream().map(PathBytes::toPath).toList(), consumer);
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == batch);
    }

    private List<byte[]> parentsBefore(int batch, byte @Nullable [] last) {
        var columns = "select distinct dir from staged where target = ?1";
        var order = " order by dir desc limit ?2";
        return database.read(handle -> last == null
                ? handle.list(columns + order, row -> Handle.bytes(row, 1), handle.target(name), batch)
                : handle.list(
                        columns + " and dir < ?3" + order,
                        row -> Handle.bytes(row, 1),
                        handle.target(name),
                        batch,
                        last));
    }

    private static <T> void handOver(List<T> page, Consumer<List<T>> consumer) {
        if (!page.isEmpty()) {
            consumer.accept(page);
        }
    }

    private static PathKey key(ResultSet row) throws SQLException {
        return new PathKey(Handle.bytes(row, 1), Handle.bytes(row, 2));
    }

    private static StagedDeletion deletion(ResultSet row) throws SQLException {
        return new StagedDeletion(EntryBytes.toEntry(key(row).path(), Handle.bytes(row, 3)), row.getBoolean(4));
    }
}
