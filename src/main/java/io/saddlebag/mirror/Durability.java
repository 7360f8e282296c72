package io.saddlebag.mirror;

/** When a delivered file is on the disk for sure. */
public enum Durability {
    /** Before the catalog records it: the destination's file system is flushed in groups. */
    RUN,
    /** Before its change counts as delivered: each file is flushed by itself. */
    FILE
}
