/** Sends what is captured to a backend, by OTLP over HTTP. */
@NullMarked
package io.github.structuredlogs.internal.output.export;

import org.jspecify.annotations.NullMarked;
