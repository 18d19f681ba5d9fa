/** What the containers of a run have logged: stored once, read by many. */
@NullMarked
package io.github.structuredlogs.internal.capture;

import org.jspecify.annotations.NullMarked;
