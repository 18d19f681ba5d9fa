/** Lines to records: composes assembly of lines, recognition of formats and decoding. */
@NullMarked
package io.github.structuredlogs.internal.parse;

import org.jspecify.annotations.NullMarked;
