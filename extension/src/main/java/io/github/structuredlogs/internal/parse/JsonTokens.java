package io.github.structuredlogs.internal.parse;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads lines into a {@link Tape}.
 *
 * <p>One parser reads line after line, each a value of its own, so that a line costs no garbage; after a line that is no
 * JSON it is replaced. Not thread-safe.
 */
final class JsonTokens {
    private static final int MAX_DEPTH = 500;
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_NODES = 1 << 18;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // The names that formats ask for are literals, so that most comparisons end with the references.
            .enable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BYTES)
                    .maxNumberLength(1_000)
                    .maxNameLength(50_000)
                    .build())
            .build();

    /** The parser remembers every name that it has seen; a new one begins with the few thousand that were seen often. */
    private static final int LINES_PER_PARSER = 10_000;

    private final Tape tape = new Tape();
    private final Lines lines = new Lines();
    private final Rest rest = new Rest();
    private @Nullable JsonParser parser;
    private int linesLeft;

    Tape tape() {
        return tape;
    }

    /** {@return whether the bytes are one whole object; if so, it is on the tape} */
    boolean read(byte[] bytes, int offset, int end) {
        if (end - offset > MAX_BYTES) {
            return false;
        }
        if (parse(bytes, offset, end)) {
            return true;
        }
        byte[] repaired = Utf8.repaired(bytes, offset, end);
        return repaired != null && parse(repaired, 0, repaired.length);
    }

    private boolean parse(byte[] bytes, int offset, int end) {
        tape.clear();
        lines.set(bytes, offset, end);
        try {
            JsonParser p = parser();
            boolean whole = p.nextToken() == JsonToken.START_OBJECT;
            if (whole) {
                object(p);
                rest.blank = true;
                p.releaseBuffered(rest);
                whole = rest.blank && lines.restIsBlank();
            } else {
                close();
            }
            return whole;
        } catch (JacksonException noJson) {
            close();
            return false;
        }
    }

    private JsonParser parser() {
        JsonParser p = parser;
        if (p != null && --linesLeft > 0) {
            return p;
        }
        close();
        lines.beforeFirst();
        p = FACTORY.createParser(ObjectReadContext.empty(), (InputStream) lines);
        parser = p;
        linesLeft = LINES_PER_PARSER;
        return p;
    }

    private void close() {
        JsonParser p = parser;
        parser = null;
        if (p != null) {
            p.close();
        }
    }

    private void object(JsonParser p) {
        Tape t = tape;
        t.add(Tape.OBJECT, null, false);
        container(p, t, 0, true);
    }

    /** Recursion is bounded by {@link #MAX_DEPTH}. */
    private static void container(JsonParser p, Tape t, int node, boolean root) {
        while (true) {
            if (t.nodes() > MAX_NODES) {
                throw new StreamConstraintsException("more than " + MAX_NODES + " values");
            }
            JsonToken token = p.nextToken();
            String name = null;
            if (token == JsonToken.PROPERTY_NAME) {
                name = p.currentName();
                token = p.nextToken();
            }
            switch (token) {
                case START_OBJECT -> container(p, t, t.add(Tape.OBJECT, name, root), false);
                case START_ARRAY -> container(p, t, t.add(Tape.ARRAY, name, root), false);
                case END_OBJECT, END_ARRAY -> {
                    t.close(node);
                    return;
                }
                case VALUE_STRING -> text(p, t, Tape.STRING, name, root);
                case VALUE_NUMBER_INT -> text(p, t, Tape.INTEGER, name, root);
                case VALUE_NUMBER_FLOAT -> {
                    char last = p.getStringCharacters()[p.getStringOffset() + p.getStringLength() - 1];
                    text(p, t, last >= '0' && last <= '9' ? Tape.DECIMAL : Tape.NON_FINITE, name, root);
                }
                case VALUE_TRUE -> t.add(Tape.TRUE, name, root);
                case VALUE_FALSE -> t.add(Tape.FALSE, name, root);
                default -> t.add(Tape.NULL, name, root);
            }
        }
    }

    private static void text(JsonParser p, Tape t, byte type, @Nullable String name, boolean root) {
        t.add(type, name, root, p.getStringCharacters(), p.getStringOffset(), p.getStringLength());
    }

    /** Tells of an object that is written over several lines whether it is whole, may become so, or never will. */
    static final class Growing {
        private final JsonParser parser = FACTORY.createNonBlockingByteArrayParser(ObjectReadContext.empty());
        private int depth;

        enum State {
            OPEN,
            WHOLE,
            BROKEN
        }

        /** Takes a line, which is read at once and not kept. */
        State line(byte[] bytes, int offset, int end) {
            try {
                feed(bytes, offset, end);
                State state = drain();
                if (state == State.OPEN) {
                    feed(NEW_LINE, 0, 1);
                    state = drain();
                }
                return state;
            } catch (JacksonException noJson) {
                return State.BROKEN;
            }
        }

        private void feed(byte[] bytes, int offset, int end) {
            ((ByteArrayFeeder) parser.nonBlockingInputFeeder()).feedInput(bytes, offset, end);
        }

        private State drain() {
            while (true) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.NOT_AVAILABLE) {
                    return State.OPEN;
                }
                if (token == null) {
                    return State.BROKEN;
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd() && --depth == 0) {
                    return State.WHOLE;
                }
                if (depth == 0) {
                    return State.BROKEN;
                }
            }
        }

        private static final byte[] NEW_LINE = {'\n'};
    }

    /** The current line, for a parser that takes all that it reads for one stream. */
    private static final class Lines extends InputStream {
        /** Enough for the parser to see that the stream is UTF-8, whatever the first line begins with. */
        private static final byte[] BLANK = {' ', ' ', ' ', ' '};

        private byte[] bytes = BLANK;
        private int offset;
        private int end;
        private boolean atStart;

        void beforeFirst() {
            atStart = true;
        }

        void set(byte[] bytes, int offset, int end) {
            this.bytes = bytes;
            this.offset = offset;
            this.end = end;
        }

        boolean restIsBlank() {
            return blank(bytes, offset, end);
        }

        @Override
        public int read() {
            return offset < end ? bytes[offset++] & 0xff : -1;
        }

        @Override
        public int read(byte[] to, int at, int length) {
            if (atStart) {
                atStart = false;
                System.arraycopy(BLANK, 0, to, at, BLANK.length);
                return BLANK.length;
            }
            int count = Math.min(length, end - offset);
            if (count <= 0) {
                return -1;
            }
            System.arraycopy(bytes, offset, to, at, count);
            offset += count;
            return count;
        }
    }

    /** What the parser had read of the line but not used. */
    private static final class Rest extends OutputStream {
        boolean blank;

        @Override
        public void write(int b) {
            blank &= b == ' ' || b == '\t' || b == '\r' || b == '\n';
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            blank &= blank(bytes, offset, offset + length);
        }
    }

    private static boolean blank(byte[] bytes, int offset, int end) {
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }
}
