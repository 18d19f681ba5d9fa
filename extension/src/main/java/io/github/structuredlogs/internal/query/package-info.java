/** Searches what was captured, retries until an assertion holds, and explains why it does not. */
@NullMarked
package io.github.structuredlogs.internal.query;

import org.jspecify.annotations.NullMarked;
