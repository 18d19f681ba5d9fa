/** Stack traces: finding, joining, chaining and folding them. */
@NullMarked
package io.github.structuredlogs.internal.stack;

import org.jspecify.annotations.NullMarked;
