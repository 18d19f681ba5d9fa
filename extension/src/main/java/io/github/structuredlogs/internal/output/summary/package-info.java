/** What a CI shows of a whole job: GitHub's step summary. */
@NullMarked
package io.github.structuredlogs.internal.output.summary;

import org.jspecify.annotations.NullMarked;
