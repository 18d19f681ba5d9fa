/** JUnit's callbacks, and the composition of everything that they need. */
@NullMarked
package io.github.structuredlogs.internal.jupiter;

import org.jspecify.annotations.NullMarked;
