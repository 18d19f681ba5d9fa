package io.github.structuredlogs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a container's output is excused because it was being stopped. Times are seconds. */
class StopsTest {

    private static final Instant ZERO = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            stopped at once                                | start 0, term 10, end 11                      | 10.5 | 9
            killed                                         | start 0, kill 10, end 10.1                    | 10   | 9
            the request told after the end                 | start 0, end 10, term 10.2                    | 10.2 | 9
            a stop that ends in a kill                     | start 0, term 10, kill 20, end 20.1           | 19   | 9
            survived the signal                            | start 0, term 10                              |      | 11 40
            survived the signal, crashed later             | start 0, term 10, end 40                      |      | 11 39
            survived the signal, stopped later             | start 0, term 10, term 50, end 51             | 50.5 | 11 49
            survived the signal, stopped later by a stop   | start 0, term 10, term 50, end 51, stopped 51 | 50.5 | 11 49
            a long stop                                    | start 0, term 10, end 60, stopped 60          | 30   | 9
            a long stop that ends in a kill                | start 0, term 10, kill 60, end 61, stopped 61 | 30   | 9
            started again                                  | start 0, term 10, end 11, start 12            | 10.5 | 13
            started again, the event of the end was lost   | start 0, term 10, start 12                    | 10.5 | 13
            the start told before the stop                 | start 0, start 12, term 10, end 11            | 10.5 | 13
            stopped twice                                  | start 0, kill 1, end 2, start 3, kill 4, end 5 | 1.5 4.5 | 3.5
            crashed, and was stopped when started again    | start 0, end 2, start 3, kill 4, end 5        | 4.5  | 1 3.5
            """)
    void excusesWhatIsLoggedWhileItEnds(String name, String life, String excused, String not) {
        Stops stops = of(life);

        assertThat(seconds(excused)).allMatch(at -> stops.covers(nanos(at)), "is excused");
        assertThat(seconds(not)).noneMatch(at -> stops.covers(nanos(at)), "is excused");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            start 0, term 10, end 11                      | 11 | true
            start 0, end 10, term 10.2                    | 10 | true
            start 0, term 10, end 40                      | 40 | false
            start 0, term 10, end 40, stopped 40          | 40 | true
            start 0, kill 1, end 2, start 3, end 4        | 4  | false
            start 0, end 4                                | 4  | false
            """)
    void tellsAStopFromAnEndByItself(String life, double end, boolean stopped) {
        assertThat(of(life).haveEndedIt(at(end))).isEqualTo(stopped);
    }

    @ParameterizedTest(name = "{0}, then at {1}")
    @CsvSource(delimiter = '|', textBlock = """
            start 0                             | 1  | false
            start 0, term 10                    | 11 | true
            start 0, term 10                    | 30 | false
            start 0, term 10, end 11            | 12 | false
            start 0, end 10, term 10.2          | 11 | false
            start 0, term 10, end 11, start 12  | 13 | false
            start 0, term 10, term 28           | 30 | true
            """)
    void knowsForHowLongItMayBeEnding(String life, double now, boolean maybe) {
        assertThat(of(life).mayBeUnderWay(at(now))).isEqualTo(maybe);
    }

    private static Stops of(String life) {
        Stops stops = new Stops();
        for (String event : life.split(", ", -1)) {
            Scanner words = new Scanner(event).useLocale(Locale.ROOT);
            String kind = words.next();
            Instant at = at(words.nextDouble());
            switch (kind) {
                case "start" -> stops.started(at);
                case "term" -> stops.asked(at, false);
                case "kill" -> stops.asked(at, true);
                case "end" -> stops.ended(at);
                case "stopped" -> stops.wasAStop(at);
                default -> throw new IllegalArgumentException(event);
            }
        }
        return stops;
    }

    private static List<Double> seconds(String list) {
        return list == null
                ? List.of()
                : List.of(list.split(" ", -1)).stream().map(Double::valueOf).toList();
    }

    private static Instant at(double seconds) {
        return ZERO.plusNanos(Math.round(seconds * 1e9));
    }

    private static long nanos(double seconds) {
        return StoredRecord.nanos(at(seconds));
    }
}
