package io.github.structuredlogs.internal.otlp;

import java.io.IOException;
import java.io.Serial;

/** Bytes are not what protobuf's wire format allows. */
public final class MalformedMessageException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    MalformedMessageException(String message) {
        super(message);
    }
}
