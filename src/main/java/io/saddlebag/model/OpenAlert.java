package io.saddlebag.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that concerns the admins, from when it first occurs until it is over.
 *
 * @param name the name under which the runs are recorded that it is about
 * @param kind what it is
 * @param since when it first occurred
 * @param times how often it has occurred since
 * @param at when it occurred last
 * @param run number of the run in which it occurred last; 0 where the clock alone told
 * @param bytes content bytes that this run carried or read
 * @param detail what there is to say besides what the run says, or null
 * @param toldTimes how often it had occurred when it was told last; 0 if it was not told yet
 * @param told when it was told last, or null
 */
public record OpenAlert(
        String name,
        AlertKind kind,
        Instant since,
        int times,
        Instant at,
        long run,
        long bytes,
        @Nullable String detail,
        int toldTimes,
        @Nullable Instant told) {

    /** The first occurrence of a condition, which the clock alone tells. */
    public static OpenAlert first(String name, AlertKind kind, Instant at) {
        return new OpenAlert(name, kind, at, 1, at, 0, 0, null, 0, null);
    }

    /** The first occurrence of a condition, in a run. */
    public static OpenAlert first(AlertKind kind, Run run, @Nullable String detail) {
        var at = end(run);
        return new OpenAlert(run.job(), kind, at, 1, at, run.id(), run.counts().bytes(), detail, 0, null);
    }

    /** It occurred again, in a run. */
    public OpenAlert again(Run run, @Nullable String newDetail) {
        return new OpenAlert(
                name, kind, since, times + 1, end(run), run.id(), run.counts().bytes(), newDetail, toldTimes, told);
    }

    /** It persists. */
    public OpenAlert again(Instant now) {
        return new OpenAlert(name, kind, since, times + 1, now, run, bytes, detail, toldTimes, told);
    }

    /** All of it is told. */
    public OpenAlert toldAt(Instant now) {
        return new OpenAlert(name, kind, since, times, at, run, bytes, detail, times, now);
    }

    /** Whether it was ever told. */
    public boolean isTold() {
        return told != null;
    }

    private static Instant end(Run run) {
        var ended = run.ended();
        return ended == null ? run.started() : ended;
    }
}
