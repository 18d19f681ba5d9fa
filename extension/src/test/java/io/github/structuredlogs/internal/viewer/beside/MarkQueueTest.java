package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkQueueTest {
    private final MarkQueue marks = new MarkQueue();

    private static ViewerMark begins(int test) {
        return ViewerMark.begins("t" + test, "Class", "method", "method()", Instant.EPOCH);
    }

    private static ViewerMark ends(int test) {
        return ViewerMark.ends("t" + test, Report.ReportOutcome.PASSED, null, Instant.EPOCH);
    }

    private List<ViewerMark> rest() throws InterruptedException {
        marks.close();
        List<ViewerMark> rest = new ArrayList<>();
        for (ViewerMark mark = marks.take(); mark != null; mark = marks.take()) {
            rest.add(mark);
        }
        return rest;
    }

    @Test
    void keepsTheOrder() throws InterruptedException {
        marks.add(begins(1));
        marks.add(ViewerMark.container("c", "orders"));
        marks.add(ends(1));

        assertThat(rest())
                .extracting(ViewerMark::kind)
                .containsExactly(ViewerMark.Kind.BEGINS, ViewerMark.Kind.CONTAINER, ViewerMark.Kind.ENDS);
    }

    @Test
    void leavesOutTestsWithTheirEndsIfNobodyReadsAndCountsThem() throws InterruptedException {
        for (int i = 0; i < MarkQueue.MAX_TESTS + 10; i++) {
            marks.add(begins(i));
            marks.add(ends(i));
        }
        marks.add(ViewerMark.hide(List.of("cake")));

        List<ViewerMark> rest = rest();

        assertThat(rest).hasSize(2 * MarkQueue.MAX_TESTS + 2);
        assertThat(rest.get(rest.size() - 2).kind())
                .as("what must not be missed")
                .isEqualTo(ViewerMark.Kind.HIDE);
        assertThat(rest.get(rest.size() - 1)).isEqualTo(ViewerMark.lost(10));
    }

    @Test
    void takesTestsAgainOnceItIsRead() throws InterruptedException {
        for (int i = 0; i <= MarkQueue.MAX_TESTS; i++) {
            marks.add(begins(i));
        }
        for (int i = 0; i < MarkQueue.MAX_TESTS; i++) {
            assertThat(marks.take()).isEqualTo(begins(i));
        }
        assertThat(marks.take()).isEqualTo(ViewerMark.lost(1));
        assertThat(marks.isEmpty()).isTrue();

        marks.add(begins(-1));

        assertThat(marks.take()).isEqualTo(begins(-1));
    }

    @Test
    void takesNothingOnceItIsClosed() throws InterruptedException {
        marks.close();
        marks.add(begins(1));

        assertThat(marks.take()).isNull();
    }
}
