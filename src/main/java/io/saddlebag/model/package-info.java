/**
 * The values that the whole program speaks in: changes, file versions, entries, runs, outcomes, findings. Plain records
 * that know nothing but the JDK; begin with {@link io.saddlebag.model.Entry} and {@link io.saddlebag.model.Change}.
 */
@NullMarked
package io.saddlebag.model;

import org.jspecify.annotations.NullMarked;
