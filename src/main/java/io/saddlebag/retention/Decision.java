package io.saddlebag.retention;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What becomes of a snapshot.
 *
 * @param snapshot the one that is decided on
 * @param reasons why it is kept; none if it is not
 */
public record Decision(Candidate snapshot, List<KeepReason> reasons) {

    /** The list is copied. */
    public Decision {
        reasons = List.copyOf(reasons);
    }

    /** Whether it stays. */
    public boolean kept() {
        return !reasons.isEmpty();
    }

    /** The reasons in words, separated by commas; empty if it is not kept. */
    public String text() {
        return reasons.stream().map(KeepReason::text).collect(Collectors.joining(", "));
    }
}
