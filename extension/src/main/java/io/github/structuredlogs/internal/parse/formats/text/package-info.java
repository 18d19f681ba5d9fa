/** Formats of text lines. */
@NullMarked
package io.github.structuredlogs.internal.parse.formats.text;

import org.jspecify.annotations.NullMarked;
