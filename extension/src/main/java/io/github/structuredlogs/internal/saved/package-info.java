/** Saved logs (docker logs, Compose, Kubernetes, a CI artefact) through the same parser. */
@NullMarked
package io.github.structuredlogs.internal.saved;

import org.jspecify.annotations.NullMarked;
