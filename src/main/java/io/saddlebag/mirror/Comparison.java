package io.saddlebag.mirror;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import org.jspecify.annotations.Nullable;

/**
 * The compare rule. The source is compared with the version that was delivered, the destination with the version that was
 * read back then, each for inequality: a different size or modification time means the content changed; where only inode
 * or status change time differ, the contents decide, and after them attributes that versions do not tell of.
 *
 * @param contentsComparable whether the destination's contents can be read; if not, what versions leave open is delivered
 * @param adoptSince nanoseconds since 1970: what changed at the destination since then was put there by a run that died
 *     in this boot before it could record it; {@link Long#MAX_VALUE} when there is no such run
 * @param owners whether owner and group are carried
 */
record Comparison(boolean contentsComparable, long adoptSince, boolean owners) {

    /** What changed at the source about when it was delivered, or later, may have changed after it was read. */
    private static final long TICK_NANOS = 50_000_000;

    /** What a file or link needs that the destination has in some form. */
    Need of(Entry source, @Nullable FileState state, Entry destination) {
        if (source.type() != destination.type()) {
            return Need.WHOLE;
        }
        return state == null || state.source().type() != source.type()
                ? ofUnknown(source, destination)
                : ofKnown(source, state, destination);
    }

    private Need ofUnknown(Entry source, Entry destination) {
        if (source.type() == FileType.FILE
                && source.version().size() != destination.version().size()) {
            return Need.WHOLE;
        }
        if (source.version().sameSizeAndTime(destination.version())
                && destination.version().changed() >= adoptSince
                && source.version().changed() < destination.version().changed() - TICK_NANOS) {
            return sameAttributes(source, destination) ? Need.RECORD : Need.ATTRIBUTES;
        }
        return contentsComparable ? Need.CONTENT : Need.WHOLE;
    }

    private Need ofKnown(Entry source, FileState state, Entry destination) {
        var delivered = state.source();
        var readBack = state.destination();
        if (!source.version().sameSizeAndTime(delivered.version())
                || !destination.version().sameSizeAndTime(readBack.version())) {
            return Need.WHOLE;
        }
        if (!source.version().equals(delivered.version())
                || !destination.version().equals(readBack.version())) {
            return contentsComparable ? Need.CONTENT : Need.WHOLE;
        }
        return source.sameAttributes(delivered) && destination.sameAttributes(readBack)
                ? Need.NOTHING
                : Need.ATTRIBUTES;
    }

    /** What a file or link needs whose contents were found equal. */
    Need ofEqualContent(Entry source, @Nullable FileState state, Entry destination) {
        boolean same = sameAttributes(source, state, destination)
                && (state != null
                        || source.version().modified() == destination.version().modified());
        return same ? Need.RECORD : Need.ATTRIBUTES;
    }

    /** What a directory needs; its time counts like its mode. Its content is its extended attributes. */
    Need ofDirectory(Entry source, @Nullable FileState state, Entry destination) {
        if (state == null || !state.source().isDirectory()) {
            boolean same = sameAttributes(source, destination)
                    && source.version().modified() == destination.version().modified();
            return same ? ofDoubtfulDirectory() : Need.ATTRIBUTES;
        }
        if (!sameDirectory(source, state.source()) || !sameDirectory(destination, state.destination())) {
            return Need.ATTRIBUTES;
        }
        boolean untouched =
                source.version().changed() == state.source().version().changed()
                        && destination.version().changed()
                                == state.destination().version().changed();
        return untouched ? Need.NOTHING : ofDoubtfulDirectory();
    }

    private Need ofDoubtfulDirectory() {
        return contentsComparable ? Need.CONTENT : Need.ATTRIBUTES;
    }

    /** Whether a directory's mode and owner are as they should be, whatever its time. */
    boolean sameAttributes(Entry source, @Nullable FileState state, Entry destination) {
        return state == null
                ? sameAttributes(source, destination)
                : source.sameAttributes(state.source()) && destination.sameAttributes(state.destination());
    }

    private static boolean sameDirectory(Entry one, Entry other) {
        return one.sameAttributes(other)
                && one.version().modified() == other.version().modified();
    }

    private boolean sameAttributes(Entry source, Entry destination) {
        return owners
                ? source.sameAttributes(destination)
                : source.type() == FileType.LINK || source.mode() == destination.mode();
    }
}
