package io.saddlebag.versions;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * What a version is called: when it went, in UTC, and why: {@code 2026-11-21T02-00-00.345Z.modified}. Names of one length sort by
 * time.
 *
 * @param time in whole milliseconds
 */
public record VersionName(Instant time, Reason reason) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss.SSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Why a version went. */
    public enum Reason {
        /** Something else took its place. */
        MODIFIED,
        /** It was deleted, or moved away, in the source. */
        DELETED;

        /** In small letters. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the text form; empty for every other text. */
    static Optional<VersionName> parse(Path name) {
        return parse(name.getFileName().toString());
    }

    static Optional<VersionName> parse(String text) {
        for (var reason : Reason.values()) {
            var ending = "." + reason.text();
            if (text.endsWith(ending)) {
                return time(text.substring(0, text.length() - ending.length()))
                        .map(time -> new VersionName(time, reason));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The text form. */
    @Override
    public String toString() {
        return TIME.format(time.atOffset(ZoneOffset.UTC)) + "." + reason.text();
    }
}
