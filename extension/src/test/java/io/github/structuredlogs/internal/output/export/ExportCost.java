package io.github.structuredlogs.internal.output.export;

import com.sun.net.httpserver.HttpServer;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What it costs to export records to a backend on the loopback that takes everything: {@code ExportCost [records]}. */
public final class ExportCost {

    private ExportCost() {}

    public static void main(String[] arguments) throws IOException {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        AtomicLong bytes = new AtomicLong();
        server.createContext("/", exchange -> {
            try (exchange) {
                bytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        for (boolean exported : new boolean[] {false, true, false, true}) {
            run(records, exported, endpoint);
        }
        System.out.println(bytes.get() + " bytes sent in all");
        server.stop(0);
    }

    private static void run(int records, boolean exported, URI endpoint) {
        FedCaptures run = new FedCaptures();
        try {
            Capture orders = run.container("orders");
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            Duration process = processorTime();
            long own = threads.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            RunExport export = exported
                    ? new RunExport(run.captures, endpoint, Map.of(), Redaction.of(List.of()), Duration.ofMinutes(10))
                    : null;
            for (int i = 0; i < records; i++) {
                run.feed(
                        orders,
                        "{\"@timestamp\":\"2026-11-30T12:00:00.123Z\",\"log.level\":\"INFO\",\"message\":\"order placed\","
                                + "\"ecs.version\":\"8.11\",\"log.logger\":\"com.acme.orders.OrderService\",\"sku\":\"X-1\","
                                + "\"qty\":" + i + "}");
            }
            long written = System.nanoTime();
            long ownTime = threads.getCurrentThreadCpuTime() - own;
            if (export != null) {
                export.close();
            }
            System.out.printf(
                    "%d records %s: written in %d ms with %d ms of processor time, all done in %d ms with %d ms of"
                            + " processor time of the process; %s%n",
                    records,
                    exported ? "exported" : "not exported",
                    (written - began) / 1_000_000,
                    ownTime / 1_000_000,
                    (System.nanoTime() - began) / 1_000_000,
                    processorTime().minus(process).toMillis(),
                    run.captures.reports());
        } finally {
            run.close();
        }
    }

    private static Duration processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }
}
