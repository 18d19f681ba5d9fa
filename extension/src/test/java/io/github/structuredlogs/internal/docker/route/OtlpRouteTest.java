package io.github.structuredlogs.internal.docker.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import io.github.structuredlogs.internal.docker.api.Threads;
import io.github.structuredlogs.internal.scope.FedCaptures;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where nothing can come, and that such containers are created as they are. */
class OtlpRouteTest {

    private static final URI LOCAL = URI.create("unix:///var/run/docker.sock");
    private static final String WAY_OUT = "OTEL_TRACES_EXPORTER=experimental-otlp/stdout";

    /** No engine is asked before it is known that its containers may reach this machine. */
    private static final DockerClient NONE = unusable(DockerClient.class, HostConfig.newHostConfig());

    private final FedCaptures run = new FedCaptures();
    private final OtlpRoute route = new OtlpRoute(run.captures, "mark", new Threads());

    @AfterEach
    void close() {
        route.close();
        run.close();
    }

    /** Tells its settings of the host, where it has some, and must not be asked for anything else or be changed. */
    private static <T> T unusable(Class<T> type, HostConfig host) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getHostConfig")) {
                        return host;
                    }
                    throw new AssertionError("called: " + method);
                }));
    }

    private static CreateContainerCmd command(String network) {
        return unusable(CreateContainerCmd.class, HostConfig.newHostConfig().withNetworkMode(network));
    }

    @Test
    void aRemoteEngineIsNamedOnce() {
        URI remote = URI.create("tcp://build-7:2376");

        route.point(command("bridge"), "one", () -> "orders", remote, () -> NONE);
        route.point(command("bridge"), "two", () -> "payments", remote, () -> NONE);

        assertThat(run.captures.reports())
                .singleElement()
                .asString()
                .startsWith("Nothing comes by OTLP, because the engine is remote (tcp://build-7:2376)")
                .contains(WAY_OUT);
    }

    @ParameterizedTest
    @CsvSource({"none, whose network is \"none\"", "container:4f2, whose network is \"container:4f2\""})
    void aNetworkWithoutANameForThisMachine(String network, String reason) {
        route.point(command(network), "one", () -> "orders", LOCAL, () -> NONE);

        assertThat(run.captures.reports()).singleElement().asString().contains(reason, WAY_OUT);
    }

    @Test
    void aContainerThatMayBeReused() {
        route.point(command("bridge"), null, () -> "orders", LOCAL, () -> NONE);

        assertThat(run.captures.reports()).singleElement().asString().contains("testcontainers.reuse.enable", WAY_OUT);
    }
}
