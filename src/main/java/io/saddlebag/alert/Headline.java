package io.saddlebag.alert;

import io.saddlebag.model.AlertKind;
import io.saddlebag.model.AlertNews;
import io.saddlebag.model.OpenAlert;
import java.util.List;
import java.util.stream.Collectors;

/** News in one short line, and the subject of a message made of such lines. */
public final class Headline {

    private static final int LONGEST_SUBJECT = 160;

    private Headline() {}

    /** {@code documents: backup failed (3rd time)}. */
    static String of(AlertNews news) {
        return Line.of(Subject.of(news.alert().name()).job() + ": " + event(news));
    }

    /** What happened: {@code backup failed (3rd time)}, {@code recovered (backup failed)}. */
    static String event(AlertNews news) {
        var alert = news.alert();
        var what = of(alert);
        if (news.over()) {
            return "recovered (" + what + ")";
        }
        return alert.times() == 1 ? what : what + " (" + ordinal(alert.times()) + " time)";
    }

    /** What a condition is, without its job: {@code backup failed}. */
    public static String of(OpenAlert alert) {
        return what(Subject.of(alert.name()).activity(), alert.kind());
    }

    private static String what(Activity activity, AlertKind kind) {
        return switch (kind) {
            case FAILED -> activity.noun() + " failed";
            case GUARD -> "a guard stopped deletions";
            case PARTIAL -> activity.noun() + " partial";
            case OVERDUE -> activity.noun() + " overdue";
            case WATCH -> "watching failed";
            case DAMAGED -> "backup damaged";
            case FROZEN -> "pruning is frozen";
            case SIZE_OF_FULL, SIZE_OF_DIFFERENTIAL, SIZE_OF_INCREMENTAL -> "snapshot of unusual size";
            case CHANGED -> "very many files changed";
            case SPACE -> "little free space at the destination";
        };
    }

    private static String ordinal(int number) {
        if (number % 100 >= 11 && number % 100 <= 13) {
            return number + "th";
        }
        return switch (number % 10) {
            case 1 -> number + "st";
            case 2 -> number + "nd";
            case 3 -> number + "rd";
            default -> number + "th";
        };
    }

    /** The subject of a message with these news, at least one. */
    static String subject(String host, List<AlertNews> news) {
        var lines = news.stream().map(Headline::of).collect(Collectors.joining("; "));
        var head = "[" + Line.of(host) + "] " + (news.size() == 1 ? "" : news.size() + " alerts: ");
        return shortened(head + lines);
    }

    private static String shortened(String subject) {
        if (subject.length() <= LONGEST_SUBJECT) {
            return subject;
        }
        int end = LONGEST_SUBJECT - 1;
        return subject.substring(0, Character.isHighSurrogate(subject.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
