package io.github.structuredlogs.testing;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

/**
 * A second engine inside a container of the first, on Linux: it can be restarted and killed without harm to anybody. Its
 * address, and that of its containers' ports, is the container's own.
 */
public final class OwnEngine extends GenericContainer<OwnEngine> {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final boolean tls;

    /**
     * An engine that is not started yet.
     *
     * @param suite the release of Debian whose engine it is: bookworm has 20.10, forky a current one
     * @param tls whether it talks to clients with its certificate alone
     * @param options of dockerd
     */
    public OwnEngine(String suite, boolean tls, String... options) {
        super(TestImages.engine(suite));
        this.tls = tls;
        withCommand(options);
        if (tls) {
            withEnv("TLS", "1");
        }
        // What --privileged would give, less one capability that machines may lack.
        withCreateContainerCmdModifier(command -> {
            command.withVolumes(new Volume("/var/lib/docker"));
            HostConfig host = Objects.requireNonNull(command.getHostConfig());
            host.withCapAdd(Capability.ALL)
                    .withCapDrop(Capability.SYS_RESOURCE)
                    .withSecurityOpts(List.of("seccomp=unconfined"))
                    .withDeviceCgroupRules(List.of("a *:* rwm"))
                    .withCgroupnsMode("host")
                    .withBinds(Bind.parse("/sys/fs/cgroup:/sys/fs/cgroup:rw"));
        });
    }

    @Override
    public void start() {
        super.start();
        awaitAnswer();
    }

    /** Where the engine listens. */
    public URI uri() {
        String address = getContainerInfo()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
        return URI.create("tcp://" + address + (tls ? ":2376" : ":2375"));
    }

    /** Copies what {@code DOCKER_CERT_PATH} names. */
    public void copyCertificates(Path directory) {
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            copyFileFromContainer(
                    "/certificates/client/" + file, directory.resolve(file).toString());
        }
    }

    /** Gives the engine an image of the machine's. */
    public void load(String image) {
        try {
            Path file = Files.createTempFile("structured-logs-image", ".tar");
            try (InputStream saved =
                    DockerClientFactory.lazyClient().saveImageCmd(image).exec()) {
                Files.copy(saved, file, StandardCopyOption.REPLACE_EXISTING);
                copyFileToContainer(MountableFile.forHostPath(file), "/image.tar");
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        docker("load", "--input", "/image.tar");
    }

    /** Does with Docker's command line what it says, and returns what that printed. */
    public String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return shell(command.toArray(String[]::new));
    }

    /** Ends the engine with a signal; it is started again at once. */
    public void restart(String signal) {
        String before = shell("cat", "/var/run/docker.pid");
        shell(
                "sh",
                "-c",
                "kill -" + signal + " " + before + "; while kill -0 " + before + " 2>/dev/null; do sleep 0.05; done");
        awaitAnswer();
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (exec("docker", "version").getExitCode() != 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the second engine does not answer after " + LONGEST.toSeconds()
                        + " s; it printed: " + getLogs());
            }
        }
    }

    private String shell(String... command) {
        ExecResult result = exec(command);
        if (result.getExitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + result);
        }
        return result.getStdout().strip();
    }

    private ExecResult exec(String... command) {
        try {
            return execInContainer(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
