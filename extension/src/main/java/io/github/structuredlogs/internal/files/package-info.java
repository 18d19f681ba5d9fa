/** Files that only their owner can read. */
@NullMarked
package io.github.structuredlogs.internal.files;

import org.jspecify.annotations.NullMarked;
