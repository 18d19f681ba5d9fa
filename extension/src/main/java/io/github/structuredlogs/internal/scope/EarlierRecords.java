package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What containers logged before several tests, each record once: most of what came before one test came before the next one as
 * well. Not thread-safe.
 */
public final class EarlierRecords {
    private final Map<Capture, BitSet> returned = new HashMap<>();

    /**
     * {@return what containers logged before a test, without what was returned for another one}
     *
     * @param test the test
     * @param captures the containers
     */
    public List<LogRecord> before(Scope test, List<Capture> captures) {
        return captures.stream()
                .filter(test::sees)
                .flatMap(capture -> {
                    BitSet known = returned.computeIfAbsent(capture, key -> new BitSet());
                    return test.earlierPlaces(capture)
                            .filter(place -> {
                                int bit = Math.toIntExact(place);
                                boolean isNew = !known.get(bit);
                                known.set(bit);
                                return isNew;
                            })
                            .<LogRecord>mapToObj(capture::record);
                })
                .toList();
    }
}
