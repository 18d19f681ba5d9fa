package io.github.structuredlogs.internal.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one message of protobuf's wire format, field by field. A field that is not asked for is skipped; whatever it says
 * of its own length, nothing outside of the message is looked at.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">protobuf's encoding</a>
 */
final class ProtobufReader {

    /** What a field's tag ends with, behind its number, whose value is a whole number. */
    static final int VARINT = 0;

    /** As before, of one with eight bytes. */
    static final int FIXED64 = 1;

    /** As before, of a text, bytes or a message. */
    static final int LENGTH = 2;

    private static final int GROUP = 3;
    private static final int END_OF_GROUP = 4;
    private static final int FIXED32 = 5;

    private static final int MAX_VARINT_BYTES = 10;
    /** Groups are long out of use; what has so many inside of each other is no message. */
    private static final int MAX_GROUPS = 64;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int tag;
    private int wireType;
    /** Whether the value of the current field is still to be read or skipped. */
    private boolean pending;

    ProtobufReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next field. {@return whether there is one} */
    boolean next() throws MalformedMessageException {
        if (pending) {
            skip();
        }
        if (at >= end) {
            return false;
        }
        readTag();
        if (wireType == END_OF_GROUP) {
            throw malformed("a group ends that has not begun");
        }
        pending = true;
        return true;
    }

    private void readTag() throws MalformedMessageException {
        // Of a longer number only the lowest bits count, as in protobuf's own readers.
        tag = (int) varint();
        wireType = tag & 7;
        if (tag >>> 3 == 0) {
            throw malformed("a field has the number 0");
        }
    }

    /**
     * {@return the current field's number and type, as {@code 7 << 3 | FIXED64}} One whose type is not the one that is
     * expected is unknown, and skipped, as in protobuf's own readers.
     */
    int tag() {
        return tag;
    }

    /** {@return the current field as a message of its own, or as bytes} */
    ProtobufReader message() throws MalformedMessageException {
        demand(LENGTH);
        int length = length();
        ProtobufReader message = new ProtobufReader(bytes, at, at + length);
        at += length;
        return message;
    }

    /** {@return the current field's text; bytes that are not UTF-8 become U+FFFD} */
    String text() throws MalformedMessageException {
        ProtobufReader text = message();
        return new String(bytes, text.at, text.end - text.at, StandardCharsets.UTF_8);
    }

    /** {@return a copy of the current field's bytes} */
    byte[] copy() throws MalformedMessageException {
        ProtobufReader part = message();
        return Arrays.copyOfRange(bytes, part.at, part.end);
    }

    /** {@return the current field's whole number} */
    long number() throws MalformedMessageException {
        demand(VARINT);
        return varint();
    }

    /** {@return the current field's eight bytes} */
    long fixed64() throws MalformedMessageException {
        demand(FIXED64);
        return eight();
    }

    /** {@return the current field's eight bytes as a number} */
    double real() throws MalformedMessageException {
        return Double.longBitsToDouble(fixed64());
    }

    private void demand(int expected) throws MalformedMessageException {
        if (wireType != expected) {
            throw malformed("field " + (tag >>> 3) + " is of the wire type " + wireType + ", not " + expected);
        }
        pending = false;
    }

    private long varint() throws MalformedMessageException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            if (at >= end) {
                throw malformed("a number is cut off");
            }
            byte next = bytes[at++];
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number has more than " + MAX_VARINT_BYTES + " bytes");
    }

    private int length() throws MalformedMessageException {
        // As with tags, only the lowest bits count.
        int length = (int) varint();
        if (length < 0 || length > end - at) {
            throw malformed("a field is longer than what it is in");
        }
        return length;
    }

    private long eight() throws MalformedMessageException {
        forward(8);
        long value = 0;
        for (int i = 1; i <= 8; i++) {
            value = (value << 8) | (bytes[at - i] & 0xFF);
        }
        return value;
    }

    private void forward(int count) throws MalformedMessageException {
        if (end - at < count) {
            throw malformed("a field is cut off");
        }
        at += count;
    }

    private void skip() throws MalformedMessageException {
        pending = false;
        int groups = 0;
        do {
            if (groups > 0) {
                readTag();
            }
            switch (wireType) {
                case VARINT -> varint();
                case FIXED64 -> forward(8);
                case LENGTH -> forward(length());
                case FIXED32 -> forward(4);
                case GROUP -> groups++;
                case END_OF_GROUP -> groups--;
                default -> throw malformed("there is no wire type " + wireType);
            }
            if (groups > MAX_GROUPS) {
                throw malformed("groups are inside of each other");
            }
        } while (groups > 0);
    }

    private MalformedMessageException malformed(String what) {
        return new MalformedMessageException(what + ", at byte " + at);
    }
}
