package io.github.structuredlogs.internal.history;

import org.jspecify.annotations.Nullable;

/**
 * A message that a passed test's container has logged.
 *
 * @param template the hash of the message's template, with its container and level
 * @param container the container's name
 * @param level its level, null if it has none
 * @param text the message without what differs from call to call, and without secrets
 * @param count how often it was logged
 */
public record SaidMessage(
        long template, String container, @Nullable String level, String text, int count) {

    /** {@return the same, logged once more} */
    public SaidMessage again() {
        return times(count + 1);
    }

    /** {@return the same, logged so often} */
    SaidMessage times(int now) {
        return new SaidMessage(template, container, level, text, now);
    }
}
