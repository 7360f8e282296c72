/**
 * Where backups are put: the port {@link io.saddlebag.store.Destination} and its directory form. Use cases see the port
 * only; begin there.
 */
@NullMarked
package io.saddlebag.store;

import org.jspecify.annotations.NullMarked;
