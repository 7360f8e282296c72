package io.saddlebag.camel;

import org.jspecify.annotations.Nullable;

/**
 * How routes tell the admins.
 *
 * @param decide decides what they are told; it never throws
 * @param mailing what messages are sent with; null where none are
 */
public record Telling(Runnable decide, @Nullable Mailing mailing) {

    /** Not at all. */
    static final Telling NONE = new Telling(() -> {}, null);
}
