/** Lines to records: joins lines, recognises formats and decodes values. */
@NullMarked
package io.github.structuredlogs.internal.parse;

import org.jspecify.annotations.NullMarked;
