package io.saddlebag.cli;

import io.saddlebag.model.Change;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Outcome;
import org.jspecify.annotations.Nullable;

/** The words that the output has for the program's values, the same in text and in JSON. */
final class Words {

    private Words() {}

    /** What happens to a path. */
    static String of(Change change) {
        return switch (change.event()) {
            case CREATE -> "create";
            case MODIFY -> change.part() == Change.Part.ATTRIBUTES ? "attributes" : "modify";
            case DELETE -> "delete";
        };
    }

    /** How bad a finding is. */
    static String of(Finding.Severity severity) {
        return switch (severity) {
            case NOTE -> "note";
            case UNREADABLE -> "unreadable";
            case FAILED -> "failed";
            case DAMAGED -> "damaged";
            case LOST -> "lost";
        };
    }

    /** How a run ended. */
    static String of(@Nullable Outcome outcome) {
        if (outcome == null) {
            return "running";
        }
        return switch (outcome) {
            case DONE -> "done";
            case PARTIAL -> "partial";
            case GUARDED -> "guarded";
            case DAMAGED -> "damaged";
            case LOST -> "lost";
            case FAILED -> "failed";
            case NOT_FOUND -> "not-found";
            case LOCKED -> "locked";
            case INTERRUPTED -> "interrupted";
        };
    }
}
