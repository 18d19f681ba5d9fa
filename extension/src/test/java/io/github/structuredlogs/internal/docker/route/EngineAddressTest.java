package io.github.structuredlogs.internal.docker.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.VersionComponent;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where containers find this machine, by what engines say of themselves. */
class EngineAddressTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An engine that must not be asked. */
    private static final DockerClient NONE = (DockerClient) Proxy.newProxyInstance(
            DockerClient.class.getClassLoader(), new Class<?>[] {DockerClient.class}, (proxy, method, arguments) -> {
                throw new AssertionError("asked: " + method);
            });

    private static Info info(String json) throws JsonProcessingException {
        return JSON.readValue(json, Info.class);
    }

    private static Network bridge(String json) throws JsonProcessingException {
        return JSON.readValue(json, Network.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://build-7:2376", "tcp://127.0.0.1:2375", "ssh://build-7", "https://build-7"})
    void aRemoteEngine(String host) {
        assertThatThrownBy(() -> EngineAddress.of(URI.create(host), NONE))
                .isInstanceOf(RouteException.class)
                .hasMessageContaining("the engine is remote (" + host + ")");
    }

    @Test
    void aRootlessEngine() throws JsonProcessingException {
        Info info = info("{\"SecurityOptions\":[\"name=seccomp,profile=default\",\"name=rootless\"]}");

        assertThatThrownBy(() -> EngineAddress.isPassedOn(info, null)).hasMessageContaining("rootless");
    }

    @Test
    void podman() throws JsonProcessingException {
        VersionComponent component = JSON.readValue("{\"Name\":\"Podman Engine\"}", VersionComponent.class);
        Info info = info("{}");

        assertThatThrownBy(() -> EngineAddress.isPassedOn(info, List.of(component)))
                .hasMessageContaining("Podman");
    }

    @Test
    void dockerDesktop() throws Exception {
        assertThat(EngineAddress.isPassedOn(info("{\"OperatingSystem\":\"Docker Desktop\"}"), List.of()))
                .isTrue();
        assertThat(EngineAddress.isPassedOn(info("{\"OperatingSystem\":\"Debian GNU/Linux 12\"}"), List.of()))
                .isFalse();
    }

    /** The loopback stands for a bridge whose address is one of this machine. */
    @Test
    void theBridgeByItsName() throws Exception {
        assertThat(EngineAddress.ofBridge(bridge("{\"Options\":{\"com.docker.network.bridge.name\":\"lo\"}}"))
                        .getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void theBridgeByItsGateway() throws Exception {
        assertThat(EngineAddress.ofBridge(bridge("{\"Options\":{\"com.docker.network.bridge.name\":\"none0\"},"
                                + "\"IPAM\":{\"Config\":[{\"Gateway\":\"fe80::1\"},{\"Gateway\":\"127.0.0.1\"}]}}"))
                        .getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    /** 198.51.100.0/24 is for documentation, and no machine's. */
    @Test
    void aBridgeOfAnotherMachine() throws JsonProcessingException {
        Network bridge = bridge("{\"Options\":{\"com.docker.network.bridge.name\":\"none0\"},"
                + "\"IPAM\":{\"Config\":[{\"Gateway\":\"198.51.100.1\"}]}}");

        assertThatThrownBy(() -> EngineAddress.ofBridge(bridge))
                .hasMessageContaining(
                        "this JVM does not run where the engine does: its bridge 198.51.100.1 is not here");
    }
}
