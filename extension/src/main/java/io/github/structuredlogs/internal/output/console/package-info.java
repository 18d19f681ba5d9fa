/** The console output: live lines, the records of a test, the block of a failed test. */
@NullMarked
package io.github.structuredlogs.internal.output.console;

import org.jspecify.annotations.NullMarked;
