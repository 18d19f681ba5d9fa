/** One container's log, each line exactly once: bytes to entries to lines. */
@NullMarked
package io.github.structuredlogs.internal.docker.log;

import org.jspecify.annotations.NullMarked;
