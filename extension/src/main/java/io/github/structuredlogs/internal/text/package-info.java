/** Text: redaction, control characters, spelling. */
@NullMarked
package io.github.structuredlogs.internal.text;

import org.jspecify.annotations.NullMarked;
