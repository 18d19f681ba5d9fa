/** The joining of lines that belong together, and the prefixes before a record. */
@NullMarked
package io.github.structuredlogs.internal.parse.lines;

import org.jspecify.annotations.NullMarked;
