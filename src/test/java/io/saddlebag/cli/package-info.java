/** Tests of the command line: in the same process where that is enough, as {@code …IT} against the built distribution. */
@NullMarked
package io.saddlebag.cli;

import org.jspecify.annotations.NullMarked;
