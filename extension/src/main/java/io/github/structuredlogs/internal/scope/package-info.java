/** Which records belong to which test, and which of them were not expected. */
@NullMarked
package io.github.structuredlogs.internal.scope;

import org.jspecify.annotations.NullMarked;
