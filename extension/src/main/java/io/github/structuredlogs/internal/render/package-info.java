/** Records as text for a terminal or a file. No I/O. */
@NullMarked
package io.github.structuredlogs.internal.render;

import org.jspecify.annotations.NullMarked;
