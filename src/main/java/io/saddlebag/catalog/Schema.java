package io.saddlebag.catalog;

import io.saddlebag.model.SaddlebagException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The tables, and the proof that a file has them. */
final class Schema {

    private static final List<String> VERSION_1 = List.of(
            """
            create table target (
                id integer primary key, job text not null, destination text not null,
                root_inode integer, root_born integer, guarded integer, guard_deleted integer,
                unique (job, destination))
            """,
            """
            create table state (
                target integer not null, dir blob not null, name blob not null,
                type integer not null, entries blob not null,
                primary key (target, dir, name)) without rowid
            """,
            """
            create table staged (
                target integer not null, dir blob not null, name blob not null,
                type integer not null, entry blob not null, replaced integer not null,
                primary key (target, dir, name)) without rowid
            """,
            """
            create table deleted (
                target integer not null, minute integer not null, files integer not null,
                primary key (target, minute)) without rowid
            """,
            """
            create table appeared (
                target integer not null, identity blob not null, undelivered integer not null,
                primary key (target, identity)) without rowid
            """,
            """
            create table linked (
                target integer not null, device integer not null, inode integer not null,
                dir blob not null, name blob not null, need integer not null, there integer not null,
                source blob not null, destination blob not null, carried integer not null,
                primary key (target, device, inode, dir, name)) without rowid
            """,
            """
            create table run (
                id integer primary key autoincrement, job text not null, destination text not null,
                kind text not null, started integer not null, ended integer, outcome text, died integer not null default 0,
                boot text, pid integer not null,
                created integer not null default 0, modified integer not null default 0,
                deleted integer not null default 0, unchanged integer not null default 0,
                failed integer not null default 0, held integer not null default 0,
                bytes integer not null default 0, message text)
            """,
            "create index run_by_job on run (job, id)",
            """
            create table finding (
                id integer primary key, run integer not null,
                severity text not null, path blob not null, message text not null)
            """,
            "create index finding_by_run on finding (run)",
            """
            create table finding_count (
                run integer not null, severity text not null, total integer not null,
                primary key (run, severity)) without rowid
            """,
            """
            create table schedule (
                job text primary key, schedule text not null, since integer not null) without rowid
            """);

    /** What a run put into a store of snapshots, and how deeply a verification looked. */
    private static final List<String> VERSION_2 = List.of(
            "alter table run add column stored integer",
            "alter table run add column set_kind text",
            "alter table run add column deep integer");

    /** What the admins are told: runs that were judged, conditions that last, and what is still to be told. */
    private static final List<String> VERSION_3 =
            List.of("""
            create table alert_begun (
                one integer primary key check (one = 1), since integer not null)
            """, "create table alert_run (run integer primary key, outcome text not null)", """
            create table alert (
                name text not null, kind text not null, since integer not null, times integer not null,
                at integer not null, run integer not null, bytes integer not null, detail text,
                told_times integer not null, told integer,
                primary key (name, kind)) without rowid
            """, """
            create table alert_news (
                id integer primary key autoincrement,
                name text not null, kind text not null, since integer not null, times integer not null,
                at integer not null, run integer not null, bytes integer not null, detail text,
                told_times integer not null, told integer,
                over integer not null, about integer not null, decided integer not null,
                message text, sealed integer)
            """);

    /** What makes each version of the one before it, from an empty file on. */
    private static final List<List<String>> STEPS = List.of(VERSION_1, VERSION_2, VERSION_3);

    private static final int VERSION = STEPS.size();

    private static final List<String> PROBES = List.of(
            "select id, job, destination, root_inode, root_born, guarded, guard_deleted from target limit 0",
            "select target, dir, name, type, entries from state limit 0",
            "select target, dir, name, type, entry, replaced from staged limit 0",
            "select target, minute, files from deleted limit 0",
            "select target, identity, undelivered from appeared limit 0",
            "select target, device, inode, dir, name, need, there, source, destination, carried from linked limit 0",
            "select id, job, destination, kind, died, boot, pid, message, stored, set_kind, deep from run limit 0",
            "select id, run, severity, path, message from finding limit 0",
            "select run, severity, total from finding_count limit 0",
            "select job, schedule, since from schedule limit 0",
            "select since from alert_begun limit 0",
            "select run, outcome from alert_run limit 0",
            "select name, kind, since, times, at, run, bytes, detail, told_times, told from alert limit 0",
            "select id, name, kind, told, over, about, decided, message, sealed from alert_news limit 0");

    private Schema() {}

    /** Creates what a new file lacks, and brings an older one up to this version; reads only the schema of one that is. */
    static void ensure(Handle handle, Path file) throws SQLException {
        long found = version(handle);
        if (found >= 0 && found < VERSION) {
            upgrade(handle);
        }
        long version = version(handle);
        if (version > VERSION) {
            throw new SaddlebagException(
                    "the catalog %s was written by a newer Saddlebag (its version is %d, this one knows %d). Run that one, or move the file away: the next run then compares with the destination."
                            .formatted(file, version, VERSION));
        }
        if (version < VERSION) {
            throw EntryBytes.damaged("its version is " + version);
        }
        probe(handle);
    }

    private static long version(Handle handle) throws SQLException {
        return handle.number(0, "pragma user_version");
    }

    /** In one transaction; another process may have been faster. */
    private static void upgrade(Handle handle) throws SQLException {
        handle.begin();
        long version = version(handle);
        if (version == 0 && handle.number(0, "select count(*) from sqlite_schema") > 0) {
            throw EntryBytes.damaged("it holds tables of another program");
        }
        for (long next = version; next < VERSION; next++) {
            carryOut(handle, STEPS.get((int) next));
            handle.execute("pragma user_version = " + (next + 1));
        }
        handle.commit();
    }

    private static void carryOut(Handle handle, List<String> statements) throws SQLException {
        try {
            for (var statement : statements) {
                handle.execute(statement);
            }
        } catch (SQLException e) {
            if (Failures.isLogicError(e)) {
                throw EntryBytes.damaged("its schema is not readable: " + e.getMessage());
            }
            throw e;
        }
    }

    private static void probe(Handle handle) throws SQLException {
        try {
            for (var probe : PROBES) {
                handle.number(0, probe);
            }
        } catch (SQLException e) {
            if (Failures.isLogicError(e)) {
                throw EntryBytes.damaged("its schema is not readable: " + e.getMessage());
            }
            throw e;
        }
    }
}
