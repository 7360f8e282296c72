/**
 * Saddlebag's side of Apache Camel: the component {@code backup}, the source that makes routes of jobs, and the engine that
 * runs them. The work itself is elsewhere and does not know Camel; begin with {@link io.saddlebag.camel.BackupComponent}
 * and {@link io.saddlebag.camel.RouteEngine}.
 */
@NullMarked
package io.saddlebag.camel;

import org.jspecify.annotations.NullMarked;
