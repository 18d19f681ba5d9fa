package io.github.structuredlogs.internal.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.store.Capture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which order the report has the records of several containers. */
class RecordOrderTest {

    private final FedCaptures run = new FedCaptures();
    private final Capture coarse = run.container("coarse");
    private final Capture fine = run.container("fine");

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void theEnginesTimeHoldsWhereTheOwnIsCutOff() {
        run.after(200 * FedCaptures.MILLISECOND);
        run.logAt(fine, time(150), "cause");
        run.after(300 * FedCaptures.MILLISECOND);
        run.logAt(coarse, time(0), "effect");

        assertThat(messages()).containsExactly("cause", "effect");
    }

    @Test
    void theOwnTimeHoldsWhereItIsAsFine() {
        run.after(200 * FedCaptures.MILLISECOND);
        run.logAt(coarse, time(190), "later");
        run.after(FedCaptures.MILLISECOND);
        run.logAt(fine, time(150), "earlier");

        assertThat(messages()).containsExactly("earlier", "later");
    }

    /** What is not wanted does not change where the others stand, even if its time is wrong. */
    @Test
    void someAreInTheSameOrder() {
        run.logAt(coarse, time(10), "1");
        run.logAt(fine, time(20), "2");
        run.logAt(coarse, time(3_600_000), "not wanted");
        run.logAt(coarse, time(30), "3");
        run.logAt(fine, time(40), "4");
        List<String> messages = new ArrayList<>();
        new RecordOrder(
                        List.of(coarse, fine),
                        List.of(fine.record(1), coarse.record(2), coarse.record(0), fine.record(0), fine.record(0)))
                .forEachRemaining(
                        each -> messages.add(String.valueOf(each.record().message())));

        assertThat(messages).containsExactly("1", "2", "3", "4");
        assertThat(new RecordOrder(List.of(coarse), List.of(fine.record(0))).hasNext())
                .isFalse();
    }

    private static String time(long millisAfterNoon) {
        return Instant.ofEpochSecond(0, FedCaptures.NOON)
                .plusMillis(millisAfterNoon)
                .toString();
    }

    private List<String> messages() {
        List<String> messages = new ArrayList<>();
        new RecordOrder(List.of(coarse, fine))
                .forEachRemaining(
                        each -> messages.add(String.valueOf(each.record().message())));
        return messages;
    }
}
