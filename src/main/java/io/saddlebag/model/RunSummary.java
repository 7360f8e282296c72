package io.saddlebag.model;

import java.time.Duration;

/** What a run did, as the one line that every part of the program shows. */
public final class RunSummary {

    private RunSummary() {}

    /**
     * The line: {@code 12 created, 3 modified, 1 deleted, 84 unchanged, 0 failed; 4.2 MB in 0.3 s}, with
     * {@code , 5 deletions held back} behind the counts where there are such, and without a duration while the run has no
     * end.
     */
    public static String of(Run run) {
        var counts = run.counts();
        var line = new StringBuilder()
                .append(counts.created())
                .append(" created, ")
                .append(counts.modified())
                .append(" modified, ")
                .append(counts.deleted())
                .append(" deleted, ")
                .append(counts.unchanged())
                .append(" unchanged, ")
                .append(counts.failed())
                .append(" failed");
        if (counts.held() > 0) {
            line.append(", ").append(counts.held()).append(counts.held() == 1 ? " deletion" : " deletions");
            line.append(" held back");
        }
        return line.append("; ").append(effort(run)).toString();
    }

    /**
     * The line of a verification: {@code 84 verified, 0 damaged, 1 lost; 4.2 MB in 0.3 s}, with {@code , 2 unreadable}
     * behind the counts where there are such.
     *
     * @param run one that counts what it verified as unchanged, and as failed what it could not or found wrong
     */
    public static String ofVerification(Run run, long damaged, long lost) {
        long unreadable = run.counts().failed() - damaged - lost;
        return run.counts().unchanged() + " verified, " + damaged + " damaged, " + lost + " lost"
                + (unreadable > 0 ? ", " + unreadable + " unreadable" : "") + "; " + effort(run);
    }

    /**
     * The line of a prune: {@code 3 removed, 12 kept; 4.2 MB freed in 0.3 s}, with {@code , 5 removals held back} behind the
     * counts where there are such.
     */
    public static String ofPrune(Run run) {
        var counts = run.counts();
        var held = counts.held() == 0
                ? ""
                : ", " + counts.held() + (counts.held() == 1 ? " removal" : " removals") + " held back";
        return counts.deleted() + " removed, " + counts.unchanged() + " kept" + held + "; "
                + effort(run).replaceFirst("( in |$)", " freed$1");
    }

    private static String effort(Run run) {
        var bytes = DisplayBytes.of(run.counts().bytes());
        var ended = run.ended();
        return ended == null ? bytes : bytes + " in " + time(Duration.between(run.started(), ended));
    }

    /** So many paths: {@code 1 path}, {@code 2 paths}. */
    public static String paths(long count) {
        return count + (count == 1 ? " path" : " paths");
    }

    private static String time(Duration duration) {
        long tenths = Math.max(0, duration.toMillis() + 50) / 100;
        long seconds = tenths / 10;
        if (seconds < 60) {
            return seconds + "." + tenths % 10 + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }
}
