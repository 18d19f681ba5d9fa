/** Searches in captured data, retries of assertions, and explanations of failures. */
@NullMarked
package io.github.structuredlogs.internal.query;

import org.jspecify.annotations.NullMarked;
