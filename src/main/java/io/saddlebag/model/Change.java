package io.saddlebag.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a sweep found and that a deliver route carries to the destination.
 *
 * @param event created, modified or deleted
 * @param entry the source's entry; for a deletion, what the destination has there
 * @param part what is to be carried
 * @param hardLinkTo another name of the same file that the destination has already, so that a link to it will do; null
 *     where there is none. What cannot make links carries the content
 */
public record Change(
        Event event, Entry entry, Part part, @Nullable Path hardLinkTo) {

    /** A change of something that has no other name. */
    public Change(Event event, Entry entry, Part part) {
        this(event, entry, part, null);
    }

    /** How much of an entry a change carries. */
    public enum Part {
        /** Everything: content or link target, and attributes. */
        WHOLE,
        /** Mode, owner, group and times only. */
        ATTRIBUTES
    }

    /** The path that changed, relative to source and destination alike. */
    public Path path() {
        return entry.path();
    }
}
