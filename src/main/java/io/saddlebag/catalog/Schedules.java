package io.saddlebag.catalog;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Since when the schedules of jobs are known: before that, no run of theirs can have been missed. Safe to use from several threads. */
public final class Schedules {

    private final Database database;
    private final Clock clock;

    Schedules(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Since when a job has this schedule: since now, if it was not known to have it. */
    public Instant known(String job, String schedule) {
        return database.write(handle -> {
            handle.update("""
                    insert into schedule (job, schedule, since) values (?1, ?2, ?3)
                    on conflict (job) do update set schedule = excluded.schedule, since = excluded.since
                    where schedule <> excluded.schedule
                    """, job, schedule, clock.instant().toEpochMilli());
            return Instant.ofEpochMilli(handle.number(0, "select since from schedule where job = ?", job));
        });
    }

    /** Since when a job has its schedule; empty if no daemon has seen it. */
    public Optional<Instant> since(String job) {
        return database.read(handle ->
                handle
                        .list(
                                "select since from schedule where job = ?",
                                row -> Instant.ofEpochMilli(row.getLong(1)),
                                job)
                        .stream()
                        .findFirst());
    }
}
