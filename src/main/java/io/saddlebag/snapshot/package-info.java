/**
 * Taking snapshots: {@link io.saddlebag.snapshot.SnapshotPlan} compares the sources with earlier snapshots and says what goes
 * into the new one, {@link io.saddlebag.snapshot.SnapshotJob} takes it. Begin there.
 */
@NullMarked
package io.saddlebag.snapshot;

import org.jspecify.annotations.NullMarked;
