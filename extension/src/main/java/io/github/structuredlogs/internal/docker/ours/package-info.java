/** Which containers belong to this JVM's tests, and their names. */
@NullMarked
package io.github.structuredlogs.internal.docker.ours;

import org.jspecify.annotations.NullMarked;
