package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.store.Capture;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of the numbered lines of a writer arrived, and what is wrong with it.
 *
 * @param count how many different lines
 * @param highest the highest number
 * @param wrong lines that came twice, out of order or damaged; empty if there are none
 */
record NumberedLines(int count, int highest, List<String> wrong) {

    private static final Pattern LINE = Pattern.compile("line (\\d+)(?: (x*))?");

    /** Whether lines from the first to this one are there, each once and in order. */
    boolean isExactly(int last) {
        return wrong.isEmpty() && count == last && highest == last;
    }

    /** Whether lines are missing before the last one that arrived. */
    boolean hasGap() {
        return count != highest;
    }

    static NumberedLines of(Capture capture) {
        Collector collector = new Collector();
        for (long i = 0; i < capture.size(); i++) {
            collector.add(capture.stream(i), capture.record(i).raw());
        }
        return collector.result();
    }

    static NumberedLines of(String text) {
        Collector collector = new Collector();
        text.lines().forEach(line -> collector.add(LogStream.STDOUT, line));
        return collector.result();
    }

    private static final class Collector {

        private final BitSet seen = new BitSet();
        private final Map<LogStream, Integer> last = new EnumMap<>(LogStream.class);
        private final List<String> wrong = new ArrayList<>();

        void add(LogStream stream, String line) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                if (!line.isEmpty() && !line.equals("the end")) {
                    wrong.add("damaged: " + line.substring(0, Math.min(60, line.length())));
                }
                return;
            }
            int number = Integer.parseInt(matcher.group(1));
            if (seen.get(number)) {
                wrong.add("twice: " + number);
            } else if (number < last.getOrDefault(stream, 0)) {
                wrong.add("out of order: " + number + " after " + last.get(stream));
            }
            seen.set(number);
            last.put(stream, number);
        }

        NumberedLines result() {
            return new NumberedLines(seen.cardinality(), Math.max(0, seen.length() - 1), List.copyOf(wrong));
        }
    }
}
