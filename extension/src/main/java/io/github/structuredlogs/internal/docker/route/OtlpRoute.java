package io.github.structuredlogs.internal.docker.route;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HostConfig;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.otlp.OtlpBatch;
import io.github.structuredlogs.internal.otlp.OtlpInbox;
import io.github.structuredlogs.internal.otlp.Rejection;
import io.github.structuredlogs.internal.otlp.receiver.OtlpReceiver;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.Captures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way from containers to the receiver: where it listens, and the variables that each container is given as it is
 * created. Each has a path of its own, by which it is known. Thread-safe.
 */
public final class OtlpRoute implements CaptureListener, AutoCloseable {

    private static final String HOST = "host.docker.internal";
    private static final String WAY_OUT = ". A service that writes its spans to its log needs no network:"
            + " OTEL_TRACES_EXPORTER=experimental-otlp/stdout, OTEL_METRICS_EXPORTER=experimental-otlp/stdout.";

    private static final Duration QUIET = Duration.ofMillis(250);
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration MAX_OPENING = Duration.ofSeconds(1);
    private static final int TOKEN_BYTES = 16;

    private final Captures captures;
    private final String label;
    private final Threads threads;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Pointed> byToken = new ConcurrentHashMap<>();
    private final Map<String, Pointed> byMark = new ConcurrentHashMap<>();
    private final Map<String, ContainerConfig> images = new ConcurrentHashMap<>();
    private final Map<String, Boolean> internalNetworks = new ConcurrentHashMap<>();

    // guarded by this
    private @Nullable Endpoints endpoints;
    private @Nullable String refusal;
    private boolean closed;
    /** Made when it is needed: a JVM need not have the module of the server. */
    private volatile @Nullable OtlpReceiver receiver;

    /**
     * Where the receiver listens.
     *
     * @param bridged for containers that are on a network of their own
     * @param host for those that are on the machine's
     */
    private record Endpoints(String bridged, String host) {}

    /**
     * A container that was told where to send.
     *
     * @param mark the value of the label by which it is known
     */
    private record Pointed(String mark, ExporterVariables variables) {}

    /**
     * Begins, and listens nowhere before a container is pointed to it.
     *
     * @param captures what is captured
     * @param label the label by which the container of a mark is known
     * @param threads makes the threads on which requests are answered
     */
    public OtlpRoute(Captures captures, String label, Threads threads) {
        this.captures = captures;
        this.label = label;
        this.threads = threads;
        captures.addListener(this);
    }

    /**
     * Points a container that is about to be created to the receiver; says so once if that is not possible.
     *
     * @param command creates it
     * @param mark the value of its label, null if it has none
     * @param name gives the service's name
     * @param engine how the engine is reached
     * @param client asks the engine
     */
    public void point(
            CreateContainerCmd command,
            @Nullable String mark,
            Supplier<String> name,
            URI engine,
            Supplier<DockerClient> client) {
        try {
            if (mark == null) {
                throw new RouteException("containers are reused (testcontainers.reuse.enable), and one that is given"
                        + " variables would look like another one");
            }
            HostConfig host = command.getHostConfig();
            String network = host == null || host.getNetworkMode() == null ? "" : host.getNetworkMode();
            demand(network, client);
            Endpoints listening = endpoints(engine, client);
            byte[] token = new byte[TOKEN_BYTES];
            random.nextBytes(token);
            String path = HexFormat.of().formatHex(token);
            ContainerConfig image = image(String.valueOf(command.getImage()), client);
            ExporterVariables variables = new ExporterVariables(
                    list(image.getEnv()),
                    list(command.getEnv()),
                    words(command.getEntrypoint(), image.getEntrypoint()) + words(command.getCmd(), image.getCmd()));
            Pointed pointed = new Pointed(mark, variables);
            byToken.put(path, pointed);
            byMark.put(mark, pointed);
            boolean onHost = network.equals("host");
            add(command, variables.toAdd((onHost ? listening.host : listening.bridged) + "/" + path, name.get()));
            if (!onHost && host != null) {
                addHost(host);
            }
        } catch (RouteException e) {
            captures.report("", "Nothing comes by OTLP, because " + e.getMessage() + WAY_OUT);
        } catch (DockerException e) {
            captures.report("", "Nothing comes by OTLP, because the engine refused a question: " + e.getMessage());
        }
    }

    private static void add(CreateContainerCmd command, List<String> variables) {
        List<String> all = new ArrayList<>();
        if (command.getEnv() != null) {
            all.addAll(Arrays.asList(command.getEnv()));
        }
        all.addAll(variables);
        command.withEnv(all);
    }

    private static void addHost(HostConfig host) {
        List<String> hosts = new ArrayList<>();
        if (host.getExtraHosts() != null) {
            hosts.addAll(Arrays.asList(host.getExtraHosts()));
        }
        if (hosts.stream().noneMatch(each -> each.startsWith(HOST + ":"))) {
            hosts.add(HOST + ":host-gateway");
            host.withExtraHosts(hosts.toArray(String[]::new));
        }
    }

    private void demand(String network, Supplier<DockerClient> client) throws RouteException {
        if (network.equals("none") || network.startsWith("container:")) {
            throw new RouteException(
                    "the engine gives a container no name for this machine whose network is \"" + network + "\"");
        }
        if (network.isEmpty() || network.equals("bridge") || network.equals("default") || network.equals("host")) {
            return;
        }
        Boolean internal = internalNetworks.computeIfAbsent(
                network,
                id -> Boolean.TRUE.equals(client.get()
                        .inspectNetworkCmd()
                        .withNetworkId(id)
                        .exec()
                        .getInternal()));
        if (Boolean.TRUE.equals(internal)) {
            throw new RouteException("the network " + network + " is internal, and nothing leaves it");
        }
    }

    /** An image that is not there yet is asked for when a container of it is created once more. */
    private ContainerConfig image(String image, Supplier<DockerClient> client) {
        return images.computeIfAbsent(image, name -> {
            ContainerConfig config = client.get().inspectImageCmd(name).exec().getConfig();
            return config == null ? new ContainerConfig() : config;
        });
    }

    private static List<String> list(String @Nullable [] of) {
        return of == null ? List.of() : List.of(of);
    }

    /** What a container runs: what its creator says, else what its image says. */
    private static String words(String @Nullable [] ofContainer, String @Nullable [] ofImage) {
        return Arrays.toString(ofContainer == null || ofContainer.length == 0 ? ofImage : ofContainer);
    }

    private synchronized Endpoints endpoints(URI engine, Supplier<DockerClient> client) throws RouteException {
        String refused = refusal;
        if (refused != null) {
            throw new RouteException(refused);
        }
        Endpoints listening = endpoints;
        if (listening == null) {
            try {
                if (closed) {
                    throw new RouteException("the run is over");
                }
                listening = listen(EngineAddress.of(engine, client.get()));
                endpoints = listening;
            } catch (RouteException e) {
                refusal = e.getMessage();
                throw e;
            }
        }
        return listening;
    }

    private Endpoints listen(@Nullable InetAddress gateway) throws RouteException {
        InetAddress address = InetAddress.getLoopbackAddress();
        try {
            OtlpReceiver made = new OtlpReceiver(this::inbox, task -> threads.create("structured-logs-otlp", task));
            receiver = made;
            int loopback = made.listen(address, 0);
            int bridged = loopback;
            if (gateway != null) {
                address = gateway;
                bridged = made.listen(gateway, 0);
            }
            return new Endpoints("http://" + HOST + ":" + bridged, "http://127.0.0.1:" + loopback);
        } catch (IOException e) {
            throw new RouteException("no port of " + address.getHostAddress() + " can be listened at: " + e);
        } catch (LinkageError e) {
            throw new RouteException("this JVM lacks the module jdk.httpserver: " + e);
        }
    }

    // --- what comes

    private @Nullable OtlpInbox inbox(String token) {
        Pointed pointed = byToken.get(token);
        if (pointed == null) {
            return null;
        }
        Capture capture = capture(pointed.mark);
        return capture == null ? null : new CaptureInbox(capture);
    }

    /** A container may send before anybody has seen that it was started. */
    private @Nullable Capture capture(String mark) {
        long deadline = System.nanoTime() + MAX_OPENING.toNanos();
        try {
            while (true) {
                long seen = captures.arrivalSignal().seen();
                for (Capture capture : captures.list()) {
                    if (mark.equals(capture.labels().get(label))) {
                        return capture;
                    }
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                boolean unused = captures.arrivalSignal().await(seen, Duration.ofNanos(left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private record CaptureInbox(Capture capture) implements OtlpInbox {
        @Override
        public @Nullable String source() {
            return capture.name();
        }

        @Override
        public void received(OtlpBatch batch, int length) {
            capture.received(batch, length);
        }

        @Override
        public void refused(Rejection reason) {
            capture.refused(reason);
        }
    }

    // --- what is asked

    @Override
    public void published(Capture capture, long from, long to) {}

    @Override
    public void running(Capture capture) {
        if (byMark.containsKey(String.valueOf(capture.labels().get(label)))) {
            capture.telemetry().sends();
        }
    }

    /** Waits until nothing comes for a moment, and says which of these containers seem to have an exporter of which nothing came. */
    public void await(Collection<Capture> of) throws InterruptedException {
        OtlpReceiver listening = receiver;
        if (byMark.isEmpty() || listening == null) {
            return;
        }
        listening.awaitQuiet(QUIET, MAX_WAIT);
        for (Capture capture : of) {
            Pointed pointed = byMark.get(String.valueOf(capture.labels().get(label)));
            if (pointed != null
                    && !capture.telemetry().isHeard()
                    && pointed.variables.hasExporter()
                    && capture.telemetry().spans().size() == 0) {
                String reason = pointed.variables.reason();
                captures.report(
                        capture.name(),
                        "nothing has come by OTLP: "
                                + (reason == null
                                        ? "its exporter may use gRPC by default, or a firewall (ufw, firewalld) keeps"
                                                + " containers from this machine" + WAY_OUT
                                        : reason + "."));
            }
        }
        if (listening.strays() > 0) {
            captures.report("", "Requests came to the receiver of OTLP at a path that no container was given.");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        captures.removeListener(this);
        OtlpReceiver listening = receiver;
        if (listening != null) {
            listening.close();
        }
    }
}
