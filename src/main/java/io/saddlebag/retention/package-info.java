/**
 * What to keep of a store's snapshots, and why: {@link io.saddlebag.retention.RetentionPolicy} decides from values alone,
 * {@link io.saddlebag.retention.Prune} removes the rest. Begin there; {@code docs/retention.md} says the same for people.
 */
@NullMarked
package io.saddlebag.retention;

import org.jspecify.annotations.NullMarked;
