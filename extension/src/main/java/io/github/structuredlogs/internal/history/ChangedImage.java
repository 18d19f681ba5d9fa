package io.github.structuredlogs.internal.history;

/**
 * A container that runs another image than when a test passed last.
 *
 * @param container the container's name
 * @param before the image then
 * @param now the image now
 */
public record ChangedImage(String container, ContainerImage before, ContainerImage now) {

    /** {@return the image then, as a reader tells it from the one now} */
    public String beforeForReaders() {
        return hasNewName() ? before.name() : before.withDigest();
    }

    /** {@return the image now, as a reader tells it from the one then} */
    public String nowForReaders() {
        return hasNewName() ? now.name() : now.withDigest();
    }

    /** {@return the sentence for the reader: {@code image changed since the last green run (was acme/payments:2.4.0)}} */
    public String words() {
        return "image changed since the last green run" + (hasNewName() ? " (was " + before.name() + ")" : "");
    }

    private boolean hasNewName() {
        return !before.name().equals(now.name());
    }
}
