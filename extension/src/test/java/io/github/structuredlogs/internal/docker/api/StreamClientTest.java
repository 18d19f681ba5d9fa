package io.github.structuredlogs.internal.docker.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.RunInOwnJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/** Which engines are asked without docker-java's client. */
@Tag("containers")
class StreamClientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///var/run/docker.sock",
                "unix:///run/user/1000/docker.sock",
                "unix:///Users/Jane%20Doe/.docker/run/docker.sock",
                "tcp://127.0.0.1:2375",
                "tcp://engine:2375/",
                "tcp://engine:2375/behind/a/proxy",
                "tcp://[::1]:2375",
            })
    void reachesASocket(String host) {
        assertThat(StreamClient.reaches(URI.create(host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npipe:////./pipe/docker_engine",
                "ssh://engine",
                "http://engine:2375",
                "tcp://engine",
                "tcp://an_engine:2375",
                "unix:docker.sock",
            })
    void doesNotReach(String host) {
        assertThat(StreamClient.reaches(URI.create(host))).isFalse();
    }

    @Test
    void leavesProxiesToAJavaSocket() {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return "socket://engine:2375".equals(uri.toString())
                        ? List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("proxy", 1080)))
                        : before.select(uri);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                before.connectFailed(uri, address, failure);
            }
        });
        try {
            assertThat(StreamClient.reaches(URI.create("tcp://engine:2375"))).isFalse();
            assertThat(StreamClient.reaches(URI.create("tcp://other:2375"))).isTrue();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    @Tag("engine")
    void usesThePathOfTheEngineAddress() throws IOException {
        try (FaultProxy proxy = proxy()) {
            proxy.asks(path -> path.replaceFirst("^/behind/it", ""));

            assertThat(ping(URI.create(proxy.uri() + "/behind/it/"))).isEqualTo("OK");
            assertThat(ping(URI.create(proxy.uri() + "/behind/it"))).isEqualTo("OK");
            assertThat(ping(URI.create(proxy.uri() + "/"))).isEqualTo("OK");
            assertThat(proxy.requests()).containsExactly("/behind/it/_ping", "/behind/it/_ping", "/_ping");
        }
    }

    @Test
    @Tag("engine")
    void triesEachAddressOfAName(@TempDir Path directory) throws IOException {
        // Nobody listens at the first one.
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.2 engine\n127.0.0.1 engine\n");
        try (FaultProxy proxy = proxy()) {
            String options = "-Djdk.net.hosts.file=" + hosts + " -Dengine=tcp://engine:"
                    + proxy.uri().getPort();
            assertThat(RunInOwnJvm.of(SeveralAddressesTestCase.class, Map.of("JAVA_TOOL_OPTIONS", options)))
                    .contains("1 tests successful");
            assertThat(proxy.requests()).containsExactly("/_ping");
        }
    }

    static class SeveralAddressesTestCase {
        @Test
        void isAnswered() throws IOException {
            assertThat(InetAddress.getAllByName("engine"))
                    .extracting(InetAddress::getHostAddress)
                    .containsExactly("127.0.0.2", "127.0.0.1");
            assertThat(ping(URI.create(System.getProperty("engine")))).isEqualTo("OK");
        }
    }

    private static FaultProxy proxy() {
        return new FaultProxy(
                DockerClientFactory.instance().getTransportConfig().getDockerHost());
    }

    private static String ping(URI host) throws IOException {
        try (StreamClient client = new StreamClient(host, Duration.ofSeconds(5))) {
            DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                    .method(DockerHttpClient.Request.Method.GET)
                    .path("/_ping")
                    .build();
            return new String(client.execute(request).getBody().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
