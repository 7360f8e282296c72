package io.saddlebag.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Ids of messages: {@code 20261121t020003z-000017-documents-failed}. They sort by time and are never used twice. */
public final class MessageId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 60;

    private MessageId() {}

    /**
     * The id of a message that is sealed now.
     *
     * @param number of the first of its news
     * @param name under which the runs are recorded that this is about
     * @param kind a word for what it is
     */
    public static String of(Instant sealed, long number, String name, String kind) {
        return String.format(Locale.ROOT, "%s-%06d-%s-%s", TIME.format(sealed), number, slug(name), slug(kind));
    }

    /** Small letters, digits and single hyphens. */
    static String slug(String text) {
        var slug = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.substring(0, Math.min(LONGEST_NAME, slug.length()));
    }
}
