/** The reading and writing of OpenTelemetry's OTLP/JSON: spans and metrics. */
@NullMarked
package io.github.structuredlogs.internal.otlp;

import org.jspecify.annotations.NullMarked;
