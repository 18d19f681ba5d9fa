/** What a run has captured: records, events and their state; memory and spill file. Stored once, read by many. */
@NullMarked
package io.github.structuredlogs.internal.store;

import org.jspecify.annotations.NullMarked;
