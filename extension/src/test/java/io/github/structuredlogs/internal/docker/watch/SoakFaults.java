package io.github.structuredlogs.internal.docker.watch;

import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.FaultProxy.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which answer of the engine gets which fault: the same for the same seed, whichever of several containers is asked for
 * first. Each kind of request has only so many, so that all comes to an end.
 */
final class SoakFaults {

    private static final List<Integer> REFUSALS = List.of(500, 500, 409, 404, 501);

    private final long seed;
    private final List<SoakedContainer> containers;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Set<SoakedContainer> refused = ConcurrentHashMap.newKeySet();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    SoakFaults(long seed, List<SoakedContainer> containers) {
        this.seed = seed;
        this.containers = containers;
    }

    /** Whether an answer about that container was replaced by a refusal, after which it need not be believed. */
    boolean hasRefused(SoakedContainer container) {
        return refused.contains(container);
    }

    /** What was done, for whoever looks for the reason of a failure. */
    Collection<String> log() {
        return log;
    }

    /** No more of them. */
    void end() {
        over = true;
    }

    Fault of(String path) {
        if (path.startsWith("/events")) {
            return drawn("events", path, null);
        }
        for (SoakedContainer each : containers) {
            if (!each.id().isEmpty() && path.contains(each.id())) {
                String kind = path.contains("follow=1")
                        ? "follow"
                        : path.contains("tail=") ? "last" : path.contains("/logs") ? "read" : "inspect";
                Fault fault = drawn(kind, path, each);
                return each.clockLine() > 0 && path.contains("/logs")
                        ? Fault.clockSetAt(each.clockLine(), -1).andThen(fault)
                        : fault;
            }
        }
        return Fault.NONE;
    }

    private Fault drawn(String kind, String path, SoakedContainer container) {
        String key = kind + " of " + (container == null ? "all" : String.valueOf(containers.indexOf(container)));
        int number = asked.computeIfAbsent(key, unused -> new AtomicInteger()).incrementAndGet();
        if (over) {
            return Fault.NONE;
        }
        Random random = new Random(seed * 31 + key.hashCode() * 17L + number * 7_919L);
        random.nextInt();
        boolean follows = kind.equals("follow") || kind.equals("events");
        if (number > (follows ? 8 : 3) || random.nextInt(100) >= (follows ? 60 : 20)) {
            log.add(key + " " + number + " " + path);
            return Fault.NONE;
        }
        int limit = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(120_000);
        int millis = 1 + random.nextInt(40);
        int which = random.nextInt(10);
        log.add(key + " " + number + " fault " + which + " limit " + limit + " " + path);
        return switch (which) {
            case 0 -> stall(kind, limit);
            case 1 -> Fault.delayed(millis);
            case 2 -> Fault.cutAfter(Math.min(limit, 20_000)).andThen(Fault.singleBytes());
            case 3 -> refusal(random, kind, container);
            case 4 -> Fault.withoutEnd();
            default -> Fault.cutAfter(kind.equals("events") ? limit / 40 : limit);
        };
    }

    private static Fault stall(String kind, int limit) {
        // Nothing shows of a list of events that only is silent.
        return kind.equals("events") ? Fault.cutAfter(limit / 40) : Fault.stallAfter(limit);
    }

    private Fault refusal(Random random, String kind, SoakedContainer container) {
        int status = container == null || kind.equals("inspect") ? 500 : REFUSALS.get(random.nextInt(REFUSALS.size()));
        if (status != 500) {
            refused.add(container);
        }
        return Fault.status(status, "refused by the soak");
    }

    /** Breaks what is open now and then, until it is interrupted. */
    void disturb(FaultProxy proxy) throws InterruptedException {
        Random random = new Random(seed + 1);
        while (true) {
            Thread.sleep(200 + random.nextInt(1_500));
            if (random.nextInt(4) == 0) {
                log.add("down");
                proxy.down();
                Thread.sleep(random.nextInt(400));
                proxy.up();
            } else {
                log.add("cut all");
                proxy.cutAll();
            }
        }
    }
}
