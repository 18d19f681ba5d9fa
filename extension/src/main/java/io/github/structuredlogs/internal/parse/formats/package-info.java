/** The vocabulary of formats. */
@NullMarked
package io.github.structuredlogs.internal.parse.formats;

import org.jspecify.annotations.NullMarked;
