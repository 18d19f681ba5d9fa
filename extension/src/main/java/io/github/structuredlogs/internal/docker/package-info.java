/** The container engine: which containers there are, what they log and how they stand. */
@NullMarked
package io.github.structuredlogs.internal.docker;

import org.jspecify.annotations.NullMarked;
