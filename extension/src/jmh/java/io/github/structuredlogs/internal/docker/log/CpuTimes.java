package io.github.structuredlogs.internal.docker.log;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.openjdk.jmh.infra.Blackhole;

/**
 * {@link ParseBenchmark}'s work in processor time instead of on the clock, round about in one run, for a machine that does
 * other things as well: {@code java … CpuTimes}. It tells the median and the least of a record over the later half of the
 * rounds, and what a record allocates.
 */
public final class CpuTimes {
    private static final int ROUNDS = 60;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CpuTimes() {}

    private interface Work {
        void run(ParseBenchmark benchmark, Blackhole hole) throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        Blackhole hole = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        String[] names = {"ours", "ours, read", "readTree", "readTree, read"};
        Work[] works = {
            (benchmark, h) -> h.consume(benchmark.structuredLogs()),
            ParseBenchmark::structuredLogsAndRead,
            ParseBenchmark::testcontainersAndReadTree,
            ParseBenchmark::testcontainersAndReadTreeAndRead
        };
        for (String logger : new String[] {"ecs", "logstash", "pino", "text"}) {
            ParseBenchmark benchmark = new ParseBenchmark();
            benchmark.logger = logger;
            benchmark.lines();
            long[][] nanos = new long[works.length][ROUNDS];
            long[][] bytes = new long[works.length][ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                for (int work = 0; work < works.length; work++) {
                    long allocated = THREAD.getCurrentThreadAllocatedBytes();
                    long begun = THREAD.getCurrentThreadCpuTime();
                    works[work].run(benchmark, hole);
                    nanos[work][round] = THREAD.getCurrentThreadCpuTime() - begun;
                    bytes[work][round] = THREAD.getCurrentThreadAllocatedBytes() - allocated;
                }
            }
            for (int work = 0; work < works.length; work++) {
                long[] time = later(nanos[work]);
                long[] space = later(bytes[work]);
                System.out.printf(
                        "%-9s %-15s median %,6d ns, least %,6d ns, %,6d B a record%n",
                        logger,
                        names[work],
                        time[time.length / 2] / ParseBenchmark.RECORDS,
                        time[0] / ParseBenchmark.RECORDS,
                        space[space.length / 2] / ParseBenchmark.RECORDS);
            }
        }
    }

    private static long[] later(long[] rounds) {
        long[] half = Arrays.copyOfRange(rounds, rounds.length / 2, rounds.length);
        Arrays.sort(half);
        return half;
    }
}
