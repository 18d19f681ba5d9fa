/** AssertJ assertions on captured log records. */
@NullMarked
package io.github.structuredlogs.assertj;

import org.jspecify.annotations.NullMarked;
