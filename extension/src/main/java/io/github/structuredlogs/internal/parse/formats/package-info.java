/** The vocabulary that formats are written in. */
@NullMarked
package io.github.structuredlogs.internal.parse.formats;

import org.jspecify.annotations.NullMarked;
