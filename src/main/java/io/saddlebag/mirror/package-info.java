/**
 * The mirror: a sweep reconciles a destination with its source, and guards keep it from destroying. Begin with
 * {@link io.saddlebag.mirror.MirrorJob}. Beside it the collect, which stands on the same guards and the same recording:
 * {@link io.saddlebag.mirror.CollectJob} says which files of a consumer are new and carries them, once.
 */
@NullMarked
package io.saddlebag.mirror;

import org.jspecify.annotations.NullMarked;
