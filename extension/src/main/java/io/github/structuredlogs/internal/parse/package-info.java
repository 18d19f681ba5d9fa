/** Lines to records: every format, how it is recognised, and what of it becomes which value of the normal form. */
@NullMarked
package io.github.structuredlogs.internal.parse;

import org.jspecify.annotations.NullMarked;
