/** Which containers exist and what happens to them; the start of each capture. */
@NullMarked
package io.github.structuredlogs.internal.docker.watch;

import org.jspecify.annotations.NullMarked;
