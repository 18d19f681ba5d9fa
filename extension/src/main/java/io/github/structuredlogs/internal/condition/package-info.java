/** Conditions on one record, span or measurement. They do not use the store. */
@NullMarked
package io.github.structuredlogs.internal.condition;

import org.jspecify.annotations.NullMarked;
