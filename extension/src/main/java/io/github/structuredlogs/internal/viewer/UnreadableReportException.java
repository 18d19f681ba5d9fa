package io.github.structuredlogs.internal.viewer;

import java.io.IOException;

/** A file is no report, or not one that this version can read; the message is a sentence for the reader. */
public final class UnreadableReportException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableReportException(String message) {
        super(message);
    }
}
