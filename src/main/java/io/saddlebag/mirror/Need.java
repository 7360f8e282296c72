package io.saddlebag.mirror;

/** What a comparison says about one path that the source has. */
enum Need {
    /** Source and destination are as the catalog knows them. */
    NOTHING,
    /** The destination has it already; the catalog is to know. */
    RECORD,
    /** Mode, owner or times are to be set. */
    ATTRIBUTES,
    /** Versions do not tell: contents and extended attributes are to be compared. */
    CONTENT,
    /** It is to be delivered whole. */
    WHOLE
}
