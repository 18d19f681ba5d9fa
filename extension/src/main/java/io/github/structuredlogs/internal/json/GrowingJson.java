package io.github.structuredlogs.internal.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** The state of a JSON object that is written over several lines: complete, incomplete or broken. */
public final class GrowingJson {
    private static final byte[] NEW_LINE = {'\n'};

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonScanner.MAX_DEPTH)
                    .maxStringLength(JsonScanner.MAX_BYTES)
                    .maxNumberLength(JsonScanner.MAX_NUMBER)
                    .maxNameLength(JsonNames.MAX_NAME_LENGTH)
                    .build())
            .build();

    private final JsonParser parser = FACTORY.createNonBlockingByteArrayParser(ObjectReadContext.empty());
    private int depth;

    public enum State {
        OPEN,
        WHOLE,
        BROKEN
    }

    /** Adds a line, which is read at once and not kept. */
    public State line(byte[] bytes, int offset, int end) {
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
}
