/** Formats of JSON objects. */
@NullMarked
package io.github.structuredlogs.internal.parse.formats.json;

import org.jspecify.annotations.NullMarked;
