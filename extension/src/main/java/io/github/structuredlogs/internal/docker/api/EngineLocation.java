package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.SSLConfig;
import io.github.structuredlogs.internal.json.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is, as text that one JVM can tell another.
 *
 * @param host its address
 * @param certificates the directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; null for a socket or a plain
 *     connection
 * @param session Testcontainers' session, null if there is none
 */
public record EngineLocation(
        URI host, @Nullable Path certificates, @Nullable String session) {

    /** The client for the engine and the libraries that it needs. Not every version of Testcontainers has all of them. */
    private static final List<String> LIBRARIES = List.of(
            "com.github.dockerjava.transport.DockerHttpClient",
            "com.github.dockerjava.zerodep.ZerodepDockerHttpClient",
            "com.github.dockerjava.api.DockerClient",
            "org.slf4j.Logger",
            "com.sun.jna.Native");

    private static final String SOCKET = "docker.sock";

    /**
     * {@return the location of an engine that this JVM is connected to}
     *
     * @param ssl the certificates, null for none
     * @param session Testcontainers' session
     * @throws IOException if the certificates are in no directory
     */
    public static EngineLocation of(URI host, @Nullable SSLConfig ssl, String session) throws IOException {
        return new EngineLocation(host, ssl == null ? null : directoryOf(ssl), session);
    }

    /** Testcontainers has docker-java's class for a directory under a name of its own. */
    private static Path directoryOf(SSLConfig ssl) throws IOException {
        try {
            return Path.of(
                    String.valueOf(ssl.getClass().getMethod("getDockerCertPath").invoke(ssl)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IOException("the certificates of the engine are in no directory that another JVM can read", e);
        }
    }

    /** {@return classes of the libraries without which no JVM can talk to an engine} */
    public static List<Class<?>> libraries() {
        return LIBRARIES.stream().flatMap(EngineLocation::ofName).toList();
    }

    private static Stream<Class<?>> ofName(String name) {
        try {
            return Stream.of(Class.forName(name, false, EngineLocation.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            // This version does not need it.
            return Stream.empty();
        }
    }

    @Nullable SSLConfig ssl() {
        Path directory = certificates;
        return directory == null ? null : new CertificateDirectory(directory);
    }

    /**
     * {@return the engine that the {@code docker} command talks to: by DOCKER_HOST, by the properties of Testcontainers, by
     * the command's context, else the first socket that is there}
     *
     * @param environment the variables of the environment
     * @param home the user's home
     */
    public static EngineLocation find(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("DOCKER_HOST", "");
        if (!named.isEmpty()) {
            String verify = environment.getOrDefault("DOCKER_TLS_VERIFY", "");
            String directory = environment.get("DOCKER_CERT_PATH");
            Path certificates = directory == null ? home.resolve(".docker") : Path.of(directory);
            return new EngineLocation(
                    URI.create(named), verify.isEmpty() || verify.equals("0") ? null : certificates, null);
        }
        String configured = configured(home.resolve(".testcontainers.properties"));
        if (configured != null) {
            return new EngineLocation(URI.create(configured), null, null);
        }
        EngineLocation ofContext = ofContext(environment, home.resolve(".docker"));
        return ofContext == null ? ofSocket(environment, home) : ofContext;
    }

    private static @Nullable String configured(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            // Most machines have none.
            return null;
        }
        return properties.getProperty("docker.host");
    }

    private static @Nullable EngineLocation ofContext(Map<String, String> environment, Path docker) {
        try {
            String context = environment.get("DOCKER_CONTEXT");
            if (context == null) {
                context =
                        json(docker.resolve("config.json")).at("currentContext").text();
            }
            if (context == null || context.equals("default")) {
                return null;
            }
            String place = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(context.getBytes(StandardCharsets.UTF_8)));
            String host = json(docker.resolve("contexts/meta").resolve(place).resolve("meta.json"))
                    .at("Endpoints", "docker", "Host")
                    .text();
            Path certificates = docker.resolve("contexts/tls").resolve(place).resolve("docker");
            return host == null
                    ? null
                    : new EngineLocation(URI.create(host), Files.isDirectory(certificates) ? certificates : null, null);
        } catch (IOException | NoSuchAlgorithmException e) {
            // Without the command there is no context.
            return null;
        }
    }

    private static JsonAnswer json(Path file) throws IOException {
        return new JsonAnswer(PlainJson.read(Files.readAllBytes(file)));
    }

    private static EngineLocation ofSocket(Map<String, String> environment, Path home) {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return new EngineLocation(URI.create("npipe:////./pipe/docker_engine"), null, null);
        }
        Path usual = Path.of("/var/run", SOCKET);
        Path runtime = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/run"));
        Path socket = Stream.of(
                        usual,
                        runtime.resolve(SOCKET),
                        home.resolve(".docker/run").resolve(SOCKET),
                        home.resolve(".docker/desktop").resolve(SOCKET),
                        runtime.resolve("podman/podman.sock"))
                .filter(Files::exists)
                .findFirst()
                .orElse(usual);
        return new EngineLocation(URI.create("unix://" + socket), null, null);
    }
}
