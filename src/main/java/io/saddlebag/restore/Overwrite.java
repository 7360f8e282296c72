package io.saddlebag.restore;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;

/** What a restore does with what stands at its target already. */
public enum Overwrite {
    /** Everything is written again. */
    ALWAYS,
    /** What differs in size, time, mode or owner becomes what the backup has. */
    IF_CHANGED,
    /** Only what is older than in the backup is replaced. */
    IF_NEWER,
    /** Nothing that is there is touched. */
    NEVER;

    /** Whether something of another type is replaced. */
    boolean replaces(Entry backup, Entry present) {
        return switch (this) {
            case ALWAYS, IF_CHANGED -> true;
            case IF_NEWER -> isNewer(backup, present);
            case NEVER -> false;
        };
    }

    /** Whether directories that are there get the backup's mode, owner and time. */
    boolean setsDirectories() {
        return this == ALWAYS || this == IF_CHANGED;
    }

    /**
     * What a file or link needs where something that is no directory is.
     *
     * @param owners whether owner and group are carried
     */
    Need of(Entry backup, Entry present, boolean owners) {
        return switch (this) {
            case ALWAYS -> Need.WHOLE;
            case IF_CHANGED -> ofChanged(backup, present, owners);
            case IF_NEWER -> isNewer(backup, present) ? Need.WHOLE : Need.NOTHING;
            case NEVER -> Need.NOTHING;
        };
    }

    private static boolean isNewer(Entry backup, Entry present) {
        return backup.version().modified() > present.version().modified();
    }

    private static Need ofChanged(Entry backup, Entry present, boolean owners) {
        if (backup.type() != present.type()) {
            return Need.WHOLE;
        }
        if (backup.type() == FileType.LINK) {
            return Need.CONTENT;
        }
        if (backup.version().sameSizeAndTime(present.version())) {
            return ofEqualContent(backup, present, owners);
        }
        boolean sameSize = backup.version().size() == present.version().size();
        return sameSize && Times.couldBeSame(backup.version(), present.version()) ? Need.CONTENT : Need.WHOLE;
    }

    /** What a file or link needs that has the right content or target. */
    static Need ofEqualContent(Entry backup, Entry present, boolean owners) {
        boolean link = backup.type() == FileType.LINK;
        boolean sameTime = link
                ? Times.sameOfLinks(backup.version(), present.version())
                : backup.version().modified() == present.version().modified();
        return sameTime && sameAttributes(backup, present, owners) ? Need.NOTHING : Need.ATTRIBUTES;
    }

    /** Whether mode and, if they are carried, owner and group are the same. */
    static boolean sameAttributes(Entry backup, Entry present, boolean owners) {
        return owners
                ? backup.sameAttributes(present)
                : backup.type() == FileType.LINK || backup.mode() == present.mode();
    }

    /** What is to be done with one file or link. */
    enum Need {
        /** It stays as it is. */
        NOTHING,
        /** Mode, owner or time are to be set. */
        ATTRIBUTES,
        /** Contents or link targets are to be compared. */
        CONTENT,
        /** It is to be written whole. */
        WHOLE
    }
}
