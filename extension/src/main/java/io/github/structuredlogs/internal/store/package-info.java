/**
 * The captured data of a run: records, events and their state, in memory and the spill file. Stored once, read by many.
 */
@NullMarked
package io.github.structuredlogs.internal.store;

import org.jspecify.annotations.NullMarked;
