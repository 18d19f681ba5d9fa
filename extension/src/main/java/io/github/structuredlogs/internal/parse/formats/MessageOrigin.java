package io.github.structuredlogs.internal.parse.formats;

/**
 * How the messages of a format come out of its bytes, for whoever looks for a part of one in them before they are decoded.
 * The types of exceptions come out of them in the same way.
 */
public enum MessageOrigin {
    /** Each line of a message stands in the text, or in one value, from its first character to its last. */
    WRITTEN,
    /** Words that stand there, with blanks between them. */
    JOINED,
    /** Anything: a template with its values, or what a user's code makes of the bytes. */
    COMPOSED
}
