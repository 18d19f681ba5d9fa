package io.github.structuredlogs.internal.docker.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The length of a line as the driver {@code json-file} stores it.
 *
 * @see <a href="https://github.com/moby/moby/blob/v28.5.2/daemon/logger/jsonfilelog/jsonlog/jsonlogbytes.go">moby's
 *     jsonlogbytes.go</a>
 */
final class JsonLength {

    /** An escaped character: a backslash, a letter and four digits. */
    private static final int BY_NUMBER = 6;

    private JsonLength() {}

    /** {@return the maximum number of bytes of the line} */
    static int atMost(byte[] line, int offset, int length) {
        int ascii = 0;
        int other = 0;
        for (int i = offset; i < offset + length; i++) {
            byte each = line[i];
            if (each < 0) {
                other++;
            } else {
                ascii += ofAscii(each);
            }
        }
        // A line or paragraph separator has three bytes, and six when escaped.
        return other == 0 ? ascii : ascii + other * (isText(line, offset, length) ? 2 : BY_NUMBER);
    }

    private static int ofAscii(byte character) {
        return switch (character) {
            case '"', '\\', '\r' -> 2;
            case '<', '>', '&' -> BY_NUMBER;
            default -> character < ' ' ? BY_NUMBER : 1;
        };
    }

    private static boolean isText(byte[] line, int offset, int length) {
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, offset, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
