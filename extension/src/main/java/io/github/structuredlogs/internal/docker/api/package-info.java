/** The Docker Engine's HTTP API: requests, responses, streams and the engine's clock. */
@NullMarked
package io.github.structuredlogs.internal.docker.api;

import org.jspecify.annotations.NullMarked;
