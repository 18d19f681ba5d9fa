/** What was probably meant by a name that is misspelt. */
@NullMarked
package io.github.structuredlogs.internal.spelling;

import org.jspecify.annotations.NullMarked;
