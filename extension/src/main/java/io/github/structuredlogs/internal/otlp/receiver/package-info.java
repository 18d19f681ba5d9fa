/** Receives by OTLP over HTTP what services export. */
@NullMarked
package io.github.structuredlogs.internal.otlp.receiver;

import org.jspecify.annotations.NullMarked;
