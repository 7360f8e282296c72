/**
 * What to tell the admins and when. Begin with {@link io.saddlebag.alert.Message}.
 */
@NullMarked
package io.saddlebag.alert;

import org.jspecify.annotations.NullMarked;
