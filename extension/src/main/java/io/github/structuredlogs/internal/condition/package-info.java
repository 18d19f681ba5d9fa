/** Conditions on one record: what a narrowing or an expectation asks of it. Knows no store. */
@NullMarked
package io.github.structuredlogs.internal.condition;

import org.jspecify.annotations.NullMarked;
