package io.saddlebag.catalog;

import io.saddlebag.catalog.Handle.TargetName;
import java.time.Duration;
import java.time.Instant;

/** How many files and links were deleted from a destination within the last hour, minute by minute. */
public final class RecentDeletions {

    private static final long SPAN = Duration.ofHours(1).toMinutes();

    private final Database database;
    private final TargetName name;

    RecentDeletions(Database database, TargetName name) {
        this.database = database;
        this.name = name;
    }

    /** Those of the hour before a moment. */
    public long until(Instant now) {
        return database.read(handle -> handle.number(
                0,
                "select coalesce(sum(files), 0) from deleted where target = ? and minute > ? and minute <= ?",
                handle.target(name),
                minute(now) - SPAN,
                minute(now)));
    }

    /** So many are deleted now; what is older than an hour is forgotten. */
    public void add(Instant now, long files) {
        database.change(handle -> {
            var target = handle.targetForWriting(name);
            handle.update("delete from deleted where target = ? and minute <= ?", target, minute(now) - SPAN);
            handle.update(
                    "insert into deleted (target, minute, files) values (?, ?, ?)"
                            + " on conflict (target, minute) do update set files = files + excluded.files",
                    target,
                    minute(now),
                    files);
        });
    }

    /** Forgets all: they were meant. */
    public void clear() {
        database.change(handle -> handle.update("delete from deleted where target = ?", handle.target(name)));
    }

    private static long minute(Instant time) {
        return Duration.ofSeconds(time.getEpochSecond()).toMinutes();
    }
}
