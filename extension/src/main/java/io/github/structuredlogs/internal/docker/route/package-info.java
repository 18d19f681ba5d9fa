/** Points containers, as they are created, to the receiver of what they export. */
@NullMarked
package io.github.structuredlogs.internal.docker.route;

import org.jspecify.annotations.NullMarked;
