/** Structured Logs: the logs of Testcontainers' containers, readable while tests run and open to assertions. */
@NullMarked
package io.github.structuredlogs;

import org.jspecify.annotations.NullMarked;
