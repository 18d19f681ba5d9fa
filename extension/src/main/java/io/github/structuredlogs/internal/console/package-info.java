/** What of a record is shown, and how: one record to the text for a terminal or a file. No I/O. */
@NullMarked
package io.github.structuredlogs.internal.console;

import org.jspecify.annotations.NullMarked;
