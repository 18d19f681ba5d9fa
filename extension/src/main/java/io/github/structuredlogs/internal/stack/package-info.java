/** Stack traces: found, joined, chained and folded. */
@NullMarked
package io.github.structuredlogs.internal.stack;

import org.jspecify.annotations.NullMarked;
