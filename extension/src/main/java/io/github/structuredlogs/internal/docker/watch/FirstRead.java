package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.internal.docker.api.EngineAccess;
import io.github.structuredlogs.internal.docker.api.EngineStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.docker.log.ReadSoFar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From where on the log of a container is read that was found running. */
interface FirstRead {

    /** From its beginning. */
    FirstRead EVERYTHING = (engine, id) -> ReadSoFar.nothing();

    ReadSoFar of(EngineAccess engine, String id);

    /** {@return its last entries only, about as many, for a log that may have been written for months} */
    static FirstRead last(int entries) {
        return (engine, id) -> {
            byte[] beginning;
            try (EngineStream tail = engine.connection().last(id, entries)) {
                beginning = tail.body().readNBytes(Tail.BEGINNING);
            } catch (IOException e) {
                // Whoever follows it is told why it cannot be read.
                return ReadSoFar.nothing();
            }
            return Tail.since(new String(beginning, StandardCharsets.ISO_8859_1));
        };
    }

    /** The beginning of an answer: the first entry's time, behind a frame's head unless there is a terminal. */
    final class Tail {
        private static final int BEGINNING = 64;
        private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,18}Z");

        private Tail() {}

        private static ReadSoFar since(String beginning) {
            Matcher time = TIME.matcher(beginning);
            if (!time.find()) {
                return ReadSoFar.nothing();
            }
            byte[] text = time.group().getBytes(StandardCharsets.ISO_8859_1);
            long nanos = EngineTime.parse(text, 0, text.length);
            return nanos == EngineTime.NO_TIME ? ReadSoFar.nothing() : ReadSoFar.since(nanos);
        }
    }
}
