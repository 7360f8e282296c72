/**
 * The application: typed settings read from {@code application.properties}, and the wiring of catalog, jobs and routes.
 * Begin with {@link io.saddlebag.Application}; {@link io.saddlebag.Settings} says what may be configured.
 */
@NullMarked
package io.saddlebag;

import org.jspecify.annotations.NullMarked;
