/** Which of a failed test's spans explain its failure, and which of them show what happened. No I/O, no layout. */
@NullMarked
package io.github.structuredlogs.internal.diagnosis.spans;

import org.jspecify.annotations.NullMarked;
