/** Which lines belong together, and what stands before the record in a line. */
@NullMarked
package io.github.structuredlogs.internal.parse.lines;

import org.jspecify.annotations.NullMarked;
