/** Follows which containers there are and what happens to them, and starts the capture of each. */
@NullMarked
package io.github.structuredlogs.internal.docker.watch;

import org.jspecify.annotations.NullMarked;
