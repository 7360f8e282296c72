/**
 * What to keep of a store's snapshots, and why: {@link io.saddlebag.retention.RetentionPolicy} decides from values alone and
 * deletes nothing. Begin there; {@code docs/retention.md} says the same for people.
 */
@NullMarked
package io.saddlebag.retention;

import org.jspecify.annotations.NullMarked;
