/**
 * Getting files back, and proving that they could be: a mirror is restored to a directory, or compared with its source.
 * Begin with {@link io.saddlebag.restore.Restore} and {@link io.saddlebag.restore.Verification}.
 */
@NullMarked
package io.saddlebag.restore;

import org.jspecify.annotations.NullMarked;
