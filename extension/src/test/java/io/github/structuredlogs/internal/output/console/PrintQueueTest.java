package io.github.structuredlogs.internal.output.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrintQueueTest {

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final PrintQueue queue = new PrintQueue(3);

    @AfterEach
    void close() {
        stalled.countDown();
        queue.close();
    }

    /** Numbers in a row, as the records of a container are. */
    private final class Numbers implements PrintQueue.Job {
        private final int from;
        private final int to;

        Numbers(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void print(Runnable progress) {
            IntStream.range(from, to).forEach(number -> {
                printed.add(String.valueOf(number));
                progress.run();
            });
        }

        @Override
        public PrintQueue.@Nullable Job with(PrintQueue.Job next) {
            return next instanceof Numbers other && other.from == to ? new Numbers(from, other.to) : null;
        }

        @Override
        public long records() {
            return (long) to - from;
        }

        @Override
        public void printMissed(long records) {
            printed.add(records + " missed");
        }
    }

    /** As a pipe that nobody reads. */
    private void stall() {
        queue.add(progress -> {
            try {
                stalled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void printsInOrder() {
        for (int i = 0; i < 1_000; i++) {
            queue.add(new Numbers(i, i + 1));
        }

        assertThat(queue.drain()).isZero();
        assertThat(printed)
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(String::valueOf).toList());
    }

    @Test
    void blockedConsoleDelaysNobody() {
        stall();
        for (int i = 0; i < 100; i++) {
            queue.add(new Numbers(i, i + 1));
        }

        assertThat(queue.drain()).as("not printed yet").isEqualTo(100);
        assertThat(printed).isEmpty();

        stalled.countDown();
        assertThat(queue.drain()).isZero();
        assertThat(printed).hasSize(100);
    }

    @Test
    void saysHowManyItHadNoRoomFor() {
        stall();
        for (int i = 0; i < 10; i++) {
            queue.add(new Numbers(2 * i, 2 * i + 1));
        }
        stalled.countDown();
        assertThat(queue.drain()).isZero();
        queue.add(new Numbers(100, 101));
        assertThat(queue.drain()).isZero();

        int shown = printed.indexOf(printed.get(printed.size() - 2));
        assertThat(printed.subList(0, shown)).isSubsetOf("0", "2", "4", "6");
        assertThat(printed.get(shown)).isEqualTo(10 - shown + " missed");
        assertThat(printed).last().isEqualTo("100");
    }

    @Test
    void continuesAfterAnUnprintableRecord() {
        queue.add(progress -> {
            throw new IllegalStateException("broken");
        });
        queue.add(new Numbers(1, 2));

        assertThat(queue.drain()).isZero();
        assertThat(printed).containsExactly("1");
    }

    @Test
    void leavesNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        queue.add(new Numbers(1, 2));
        queue.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("structured-logs-console");
    }
}
