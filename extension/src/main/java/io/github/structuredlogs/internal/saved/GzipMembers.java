package io.github.structuredlogs.internal.saved;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The contents of a gzip file, which may have several members. Java's own stream ends without a word where a member after
 * the first is cut off or something else follows, so that a part of the log would be missing.
 */
final class GzipMembers {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final byte[] packed;
    private final ByteArrayOutputStream contents = new ByteArrayOutputStream();
    private int at;

    private GzipMembers(byte[] packed) {
        this.packed = packed;
    }

    /** Says whether bytes begin a member. */
    static boolean isBegunBy(String first) {
        return first.startsWith("\u001f\u008b");
    }

    /**
     * {@return the contents of all members}
     *
     * @param packed the whole file
     * @throws EOFException if a member is cut off
     * @throws IOException if they cannot be unpacked
     */
    static byte[] unpacked(byte[] packed) throws IOException {
        GzipMembers members = new GzipMembers(packed);
        while (!members.isPadding()) {
            members.member();
        }
        return members.contents.toByteArray();
    }

    /** Says whether only zeros are left, which some tools append. */
    private boolean isPadding() {
        int from = at;
        while (from < packed.length && packed[from] == 0) {
            from++;
        }
        return from == packed.length;
    }

    private void member() throws IOException {
        header();
        CRC32 checksum = new CRC32();
        int before = contents.size();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, at, packed.length - at);
            byte[] buffer = new byte[1 << 16];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw cutOff();
                }
                checksum.update(buffer, 0, count);
                contents.write(buffer, 0, count);
            }
            at = packed.length - inflater.getRemaining();
        } catch (DataFormatException e) {
            throw new ZipException("The packed log is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
        need(TRAILER);
        if (number() != checksum.getValue() || number() != Integer.toUnsignedLong(contents.size() - before)) {
            throw new ZipException("The packed log is damaged: its checksum is wrong");
        }
    }

    private void header() throws IOException {
        need(HEADER);
        if (packed[at] != 0x1f || (packed[at + 1] & 0xff) != 0x8b) {
            throw new ZipException("The packed log is followed by something that is not packed");
        }
        int flags = packed[at + 3];
        at += HEADER;
        if ((flags & HAS_EXTRA) != 0) {
            need(2);
            int length = (packed[at] & 0xff) | ((packed[at + 1] & 0xff) << 8);
            at += 2;
            need(length);
            at += length;
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            need(2);
            at += 2;
        }
    }

    private void skipText() throws EOFException {
        do {
            need(1);
        } while (packed[at++] != 0);
    }

    private long number() {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (packed[at++] & 0xffL) << (8 * i);
        }
        return value;
    }

    private void need(int count) throws EOFException {
        if (packed.length - at < count) {
            throw cutOff();
        }
    }

    private static EOFException cutOff() {
        return new EOFException("The packed log is cut off: its end is missing");
    }
}
