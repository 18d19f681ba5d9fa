/** Reading and writing JSON. */
@NullMarked
package io.github.structuredlogs.internal.json;

import org.jspecify.annotations.NullMarked;
