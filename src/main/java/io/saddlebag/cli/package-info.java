/**
 * The command line: one class per command, and the only place that prints. Begin with {@link io.saddlebag.cli.Main};
 * what the commands promise to scripts is in {@code docs/cli.md}.
 */
@NullMarked
package io.saddlebag.cli;

import org.jspecify.annotations.NullMarked;
