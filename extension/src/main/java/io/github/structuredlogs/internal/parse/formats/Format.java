package io.github.structuredlogs.internal.parse.formats;

/** A way of writing records. A format is stateless and shared by all streams. */
public sealed interface Format permits JsonFormat, TextFormat, UserFormat {
    /** {@return the name for the records' {@code format}} */
    String name();

    /** {@return how its messages come out of its bytes} */
    default MessageOrigin messageOrigin() {
        return MessageOrigin.COMPOSED;
    }
}
