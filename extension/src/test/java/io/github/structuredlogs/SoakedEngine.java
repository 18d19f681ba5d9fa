package io.github.structuredlogs;

import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.FaultProxy.Fault;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What goes wrong between the extension and the engine in a program of {@link AssertionSoakTest}: one kind of fault after
 * the other, each for a while, with calm between. No fault says anything of a container that is not true.
 */
final class SoakedEngine implements Runnable {

    private enum Trouble {
        NONE,
        EVENTS_REFUSED,
        EVENTS_LATE,
        EVENTS_SILENT,
        EVENTS_CUT,
        LOGS_CUT,
        LOGS_SILENT,
        LOGS_LATE,
        LOGS_REFUSED,
        LISTS_REFUSED,
        LISTS_SILENT,
        INSPECTIONS_REFUSED,
        AWAY
    }

    private final FaultProxy proxy;
    private final Random random;
    private final int longestAway;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private volatile Trouble trouble = Trouble.NONE;
    private volatile long seed;

    /**
     * Begins without a fault.
     *
     * @param longestAway for how many milliseconds the engine is away at most
     */
    SoakedEngine(FaultProxy proxy, Random random, int longestAway) {
        this.proxy = proxy;
        this.random = random;
        this.longestAway = longestAway;
        seed = random.nextLong();
        proxy.faults(this::of);
    }

    /** What was done, for whoever looks for the reason of a failure. */
    Queue<String> told() {
        return told;
    }

    /** Makes trouble until it is interrupted. */
    @Override
    public void run() {
        long begun = System.nanoTime();
        try {
            while (true) {
                Trouble next = Trouble.values()[random.nextInt(Trouble.values().length)];
                seed = random.nextLong();
                trouble = next;
                told.add((System.nanoTime() - begun) / 1_000_000 + " ms: " + next);
                if (next == Trouble.AWAY) {
                    proxy.down();
                    Thread.sleep(100 + random.nextInt(random.nextInt(4) == 0 ? longestAway : 1_500));
                    proxy.up();
                } else {
                    if (next != Trouble.NONE && random.nextBoolean()) {
                        // What is open already gets the fault as well when it is asked for again.
                        proxy.cutAll();
                    }
                    Thread.sleep(200 + random.nextInt(1_500));
                }
                trouble = Trouble.NONE;
                Thread.sleep(random.nextInt(400));
            }
        } catch (InterruptedException e) {
            trouble = Trouble.NONE;
            proxy.up();
        }
    }

    private Fault of(String path) {
        Random drawn = new Random(seed + path.hashCode());
        boolean isLogs = path.contains("/logs");
        boolean isList = path.startsWith("/containers/json");
        boolean isEvents = path.startsWith("/events");
        return switch (trouble) {
            case NONE, AWAY -> Fault.NONE;
            case EVENTS_REFUSED -> isEvents ? Fault.status(403, "refused by the soak") : Fault.NONE;
            case EVENTS_LATE -> isEvents ? Fault.delayed(500 + drawn.nextInt(1_500)) : Fault.NONE;
            case EVENTS_SILENT -> isEvents ? Fault.stallAfter(drawn.nextInt(400)) : Fault.NONE;
            case EVENTS_CUT -> isEvents ? Fault.cutAfter(drawn.nextInt(2_000)) : Fault.NONE;
            case LOGS_CUT -> isLogs ? Fault.cutAfter(drawn.nextInt(2_000)) : Fault.NONE;
            case LOGS_SILENT -> isLogs ? Fault.stallAfter(drawn.nextInt(2_000)) : Fault.NONE;
            case LOGS_LATE -> isLogs ? Fault.delayed(20 + drawn.nextInt(400)) : Fault.NONE;
            case LOGS_REFUSED -> isLogs ? Fault.status(500, "refused by the soak") : Fault.NONE;
            case LISTS_REFUSED -> isList ? Fault.status(500, "refused by the soak") : Fault.NONE;
            case LISTS_SILENT -> isList ? Fault.stallAfter(drawn.nextInt(400)) : Fault.NONE;
            case INSPECTIONS_REFUSED ->
                path.endsWith("/json") && !isList ? Fault.status(500, "refused by the soak") : Fault.NONE;
        };
    }
}
