/** Values of the normal form: times, levels, ids, templates, paths. */
@NullMarked
package io.github.structuredlogs.internal.parse.values;

import org.jspecify.annotations.NullMarked;
