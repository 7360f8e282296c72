package io.saddlebag.catalog;

import java.nio.file.Path;
import java.time.Clock;

/**
 * The embedded database: what was delivered, which deletions wait for judgement, and how the runs went. Several threads
 * and several processes may use one at the same time; each change is one short transaction. It speeds things up and
 * remembers, but holds nothing that a comparison of source and destination could not find again.
 */
public final class Catalog implements AutoCloseable {

    private final Database database;
    private final Runs runs;
    private final RunHistory history;
    private final Schedules schedules;
    private final Alerts alerts;

    private Catalog(Database database, Clock clock) {
        this.database = database;
        this.runs = new Runs(database, clock, BootId.current());
        this.history = new RunHistory(database);
        this.schedules = new Schedules(database, clock);
        this.alerts = new Alerts(database);
    }

    /**
     * Opens or creates {@code catalog.db} in a directory, which is created for this user only if it is missing. A file that
     * is damaged is renamed to {@code catalog.db.corrupt-<time>}, with a warning, and a new one is begun.
     *
     * @throws io.saddlebag.model.SaddlebagException when a newer version wrote it, or it cannot be written
     */
    public static Catalog open(Path directory, Clock clock) {
        return new Catalog(Database.open(directory, clock), clock);
    }

    /** What a job delivered to one destination. */
    public Target states(String job, String destination) {
        return new Target(database, job, destination);
    }

    /** The runs of all jobs. */
    public Runs runs() {
        return runs;
    }

    /** What else is recorded of them, and what they tell together. */
    public RunHistory history() {
        return history;
    }

    /** Since when the schedules of jobs are known. */
    public Schedules schedules() {
        return schedules;
    }

    /** What the admins were told, and are to be told. */
    public Alerts alerts() {
        return alerts;
    }

    /**
     * Sets a damaged file aside and begins a new one in its place; to be called when an operation threw
     * {@link CatalogCorruptException}. Everything that was got from this catalog works on with the new one.
     */
    public void replaceCorrupt() {
        database.replaceCorrupt();
    }

    @Override
    public void close() {
        database.close();
    }
}
