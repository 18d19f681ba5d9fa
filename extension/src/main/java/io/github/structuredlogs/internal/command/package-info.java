/** The command line: shows what was saved. */
@NullMarked
package io.github.structuredlogs.internal.command;

import org.jspecify.annotations.NullMarked;
