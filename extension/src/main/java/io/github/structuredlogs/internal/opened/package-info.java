/** What was saved earlier, as reports: pages, directories of runs, logs; and several of them as one. */
@NullMarked
package io.github.structuredlogs.internal.opened;

import org.jspecify.annotations.NullMarked;
