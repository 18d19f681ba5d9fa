/** What passed tests said, kept between runs. */
@NullMarked
package io.github.structuredlogs.internal.history;

import org.jspecify.annotations.NullMarked;
