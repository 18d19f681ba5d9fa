/** Which of a failed test's records matter: what is conspicuous, what is new, what hangs together. No I/O, no layout. */
@NullMarked
package io.github.structuredlogs.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
