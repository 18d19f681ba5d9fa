package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import java.io.IOException;

/** The signal that the engine has something new to read, taken from a body that is not used otherwise. */
final class NewEntrySignal {

    private final LogDecoder decoder;
    private boolean rang;

    /** The test whether an entry has not been read. */
    interface News {
        boolean isNew(LogStream stream, long time);
    }

    NewEntrySignal(boolean tty, News news) {
        decoder = LogDecoder.of(tty, new EntrySink() {
            @Override
            public void entry(LogStream stream, long time, byte[] buffer, int offset, int length) {
                rang |= news.isNew(stream, time);
            }

            @Override
            public void engineError(String message) {
                rang = true;
            }
        });
    }

    /**
     * Waits until the engine sends an entry that has not been read.
     *
     * @return false if it ends the log instead
     */
    boolean rings(EngineStream stream) throws IOException {
        rang = false;
        while (!rang) {
            if (!decoder.readFrom(stream)) {
                return false;
            }
        }
        return true;
    }
}
