/**
 * Trees of files: looking at them, choosing from them and walking them in parallel, with the count and the end of a walk; and
 * watching them, which {@link io.saddlebag.tree.Watcher} does.
 * Nothing here writes; begin with
 * {@link io.saddlebag.tree.SourceTree}.
 */
@NullMarked
package io.saddlebag.tree;

import org.jspecify.annotations.NullMarked;
