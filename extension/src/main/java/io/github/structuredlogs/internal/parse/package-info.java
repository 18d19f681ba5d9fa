/** Lines to records: a format is one small class and one line of registration. */
@NullMarked
package io.github.structuredlogs.internal.parse;

import org.jspecify.annotations.NullMarked;
