/** One container's memory and processor time, as the engine measures them. */
@NullMarked
package io.github.structuredlogs.internal.docker.stats;

import org.jspecify.annotations.NullMarked;
