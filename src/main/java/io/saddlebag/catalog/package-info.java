/**
 * What is kept in {@code saddlebag.home}: the embedded database of file states, runs, findings and staged deletions, and
 * the locks. Losing it costs one comparison with the destination, nothing else; begin with
 * {@link io.saddlebag.catalog.Catalog}.
 */
@NullMarked
package io.saddlebag.catalog;

import org.jspecify.annotations.NullMarked;
