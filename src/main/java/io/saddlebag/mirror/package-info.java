/**
 * The mirror: a sweep reconciles a destination with its source, and guards keep it from destroying. Begin with
 * {@link io.saddlebag.mirror.MirrorJob}.
 */
@NullMarked
package io.saddlebag.mirror;

import org.jspecify.annotations.NullMarked;
