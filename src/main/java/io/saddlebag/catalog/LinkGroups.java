package io.saddlebag.catalog;

import io.saddlebag.catalog.Handle.TargetName;
import io.saddlebag.model.PathBytes;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of a sweep's source that have several names, grouped by the file they are names of. Safe to use from several
 * threads; what is staged outlives neither the next sweep nor this one.
 */
public final class LinkGroups {

    private static final byte[] NOTHING = {};

    private static final String STAGE = """
            insert into linked (target, device, inode, dir, name, need, there, source, destination, carried)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            on conflict (target, device, inode, dir, name) do update set
            need = excluded.need, there = excluded.there, source = excluded.source, destination = excluded.destination
            """;

    private static final String UNEQUAL = """
            select device, inode from linked where target = ?1 and (device, inode) > (?2, ?3)
            group by device, inode having max(need) > 0 or min(there) <> max(there)
            order by device, inode limit ?4
            """;

    private static final String FILES = "select dir, name, source, destination, need from linked"
            + " where target = ?1 and device = ?2 and inode = ?3 ";

    private final Database database;
    private final TargetName name;

    LinkGroups(Database database, TargetName name) {
        this.database = database;
        this.name = name;
    }

    /** Begins anew. */
    public void clear() {
        database.change(handle -> handle.update("delete from linked where target = ?", handle.target(name)));
    }

    /** Stages names; one that is staged already is replaced. */
    public void stage(Collection<LinkedFile> files) {
        database.change(handle -> {
            var target = handle.targetForWriting(name);
            handle.batch(STAGE, files, file -> {
                var key = PathKey.of(file.path());
                var source = file.source();
                var there = file.destination();
                return new Object[] {
                    target,
                    source.device(),
                    source.version().inode(),
                    key.dir(),
                    key.name(),
                    file.need(),
                    there == null ? 0 : there.version().inode(),
                    EntryBytes.of(source),
                    there == null ? NOTHING : EntryBytes.of(there)
                };
            });
        });
    }

    /** Hands over the groups, in batches, for which something is to be done or whose names are several files at the destination. */
    public void forEachUnequal(int batch, Consumer<List<LinkGroup>> consumer) {
        var last = new LinkGroup(Long.MIN_VALUE, Long.MIN_VALUE);
        List<LinkGroup> page;
        do {
            page = unequalAfter(last, batch);
            if (!page.isEmpty()) {
                consumer.accept(page);
                last = page.get(page.size() - 1);
            }
        } while (page.size() == batch);
    }

    private List<LinkGroup> unequalAfter(LinkGroup last, int batch) {
        return database.read(handle -> handle.list(
                UNEQUAL,
                row -> new LinkGroup(row.getLong(1), row.getLong(2)),
                handle.target(name),
                last.device(),
                last.inode(),
                batch));
    }

    /** The name of a group for which the least is to be done, if that is less than a limit. */
    public Optional<LinkedFile> leader(LinkGroup group, int limit) {
        return database
                .read(handle -> handle.list(
                        FILES + "and need < ?4 order by need, dir, name limit 1",
                        LinkGroups::file,
                        handle.target(name),
                        group.device(),
                        group.inode(),
                        limit))
                .stream()
                .findFirst();
    }

    /** How many names of a group are names of one file at the destination. */
    public long sharing(LinkGroup group, long inode) {
        return database.read(handle -> handle.number(
                0,
                "select count(*) from linked where target = ? and device = ? and inode = ? and there = ?",
                handle.target(name),
                group.device(),
                group.inode(),
                inode));
    }

    /** Hands over the names of a group in batches. What is staged again meanwhile does not disturb. */
    public void forEachFile(LinkGroup group, int batch, Consumer<List<LinkedFile>> consumer) {
        @Nullable PathKey last = null;
        List<LinkedFile> page;
        do {
            page = filesAfter(group, last, batch);
            if (!page.isEmpty()) {
                consumer.accept(page);
                last = PathKey.of(page.get(page.size() - 1).path());
            }
        } while (page.size() == batch);
    }

    private List<LinkedFile> filesAfter(LinkGroup group, @Nullable PathKey last, int batch) {
        var after = last == null ? new PathKey(NOTHING, NOTHING) : last;
        return database.read(handle -> handle.list(
                FILES + "and (dir, name) > (?4, ?5) order by dir, name limit ?6",
                LinkGroups::file,
                handle.target(name),
                group.device(),
                group.inode(),
                after.dir(),
                after.name(),
                batch));
    }

    /** Remembers that names were made anew, so that the directories that hold them need their times again. */
    public void carried(LinkGroup group, Collection<Path> files) {
        database.change(handle -> {
            var target = handle.target(name);
            handle.batch(
                    "update linked set carried = 1"
                            + " where target = ? and device = ? and inode = ? and dir = ? and name = ?",
                    files,
                    file -> {
                        var key = PathKey.of(file);
                        return new Object[] {target, group.device(), group.inode(), key.dir(), key.name()};
                    });
        });
    }

    /** Hands over the directories that hold names that were made anew, each once, in batches, the deepest first. */
    public void forEachParent(int batch, Consumer<List<Path>> consumer) {
        byte[] last = null;
        List<byte[]> page;
        do {
            page = parentsBefore(batch, last);
            if (!page.isEmpty()) {
                consumer.accept(page.stream().map(PathBytes::toPath).toList());
                last = page.get(page.size() - 1);
            }
        } while (page.size() == batch);
    }

    private List<byte[]> parentsBefore(int batch, byte @Nullable [] last) {
        var columns = "select distinct dir from linked where target = ?1 and carried = 1";
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

    private static LinkedFile file(ResultSet row) throws SQLException {
        var path = new PathKey(Handle.bytes(row, 1), Handle.bytes(row, 2)).path();
        var there = Handle.bytes(row, 4);
        return new LinkedFile(
                EntryBytes.toEntry(path, Handle.bytes(row, 3)),
                there.length == 0 ? null : EntryBytes.toEntry(path, there),
                row.getInt(5));
    }
}
