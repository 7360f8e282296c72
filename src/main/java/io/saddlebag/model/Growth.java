package io.saddlebag.model;

/**
 * What a run added to a store of snapshots.
 *
 * @param kind of the snapshot that it took
 * @param stored bytes of its archive
 */
public record Growth(SnapshotKind kind, long stored) {}
