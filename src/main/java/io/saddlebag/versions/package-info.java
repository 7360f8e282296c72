/**
 * The versions of a mirror: what sweeps replaced and deleted, kept at the destination beside what they delivered, and what the
 * mirror held at each moment. Begin with {@link io.saddlebag.versions.VersionedDestination}, which keeps them, and {@link
 * io.saddlebag.versions.History}, which tells what was; {@code docs/format.md} describes the files.
 */
@NullMarked
package io.saddlebag.versions;

import org.jspecify.annotations.NullMarked;
