/** The public API of Structured Logs: captures the logs of Testcontainers' containers, and asserts on them. */
@NullMarked
package io.github.structuredlogs;

import org.jspecify.annotations.NullMarked;
