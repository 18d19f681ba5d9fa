/**
 * The live view: what is being captured, on pages that a server of this process brings up to date, or in a terminal.
 *
 * <p>{@link io.github.structuredlogs.internal.viewer.live.LiveFeed} reads the captures and writes each thing once, in the form
 * of the file, to a {@link io.github.structuredlogs.internal.viewer.live.Journal}, which is bounded. Each page reads the
 * journal at its own pace; one that is too slow is told what it has missed. So no page costs memory, and no page holds
 * anything up.
 *
 * <p>The server listens at 127.0.0.1 alone, answers only to those who know its token, and changes nothing.
 */
@NullMarked
package io.github.structuredlogs.internal.viewer.live;

import org.jspecify.annotations.NullMarked;
