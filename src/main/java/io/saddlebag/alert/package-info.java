/**
 * What to tell the admins and when, and the texts of messages; it neither reads nor sends anything. Begin at {@link
 * io.saddlebag.alert.AlertPolicy}, which decides, and {@link io.saddlebag.alert.Letter}, which words; {@code docs/alerts.md} says
 * the same for people.
 */
@NullMarked
package io.saddlebag.alert;

import org.jspecify.annotations.NullMarked;
