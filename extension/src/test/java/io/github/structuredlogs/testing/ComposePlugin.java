package io.github.structuredlogs.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** {@code docker compose}: the machine's, or Debian's, which is had from its packages and touches nothing of the machine. */
public final class ComposePlugin {

    private ComposePlugin() {}

    /**
     * {@return what {@code DOCKER_CONFIG} is to be for {@code docker compose} to work}
     *
     * @param directory for the plugin, where the machine has none
     */
    public static Path configuration(Path directory) throws IOException, InterruptedException {
        String ofTheMachine = System.getenv("DOCKER_CONFIG");
        Path usual = ofTheMachine == null ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(ofTheMachine);
        if (saysItsVersion(usual) == null) {
            return usual;
        }
        Path plugin = Files.createDirectories(directory.resolve("cli-plugins")).resolve("docker-compose");
        try (GenericContainer<?> debian = new GenericContainer<>(TestImages.compose())) {
            debian.start();
            debian.copyFileFromContainer("/usr/libexec/docker/cli-plugins/docker-compose", plugin.toString());
        }
        if (!plugin.toFile().setExecutable(true)) {
            throw new IOException(plugin + " cannot be made executable");
        }
        String failure = saysItsVersion(directory);
        if (failure != null) {
            throw new IllegalStateException(
                    "This test needs Docker Compose, which is not installed (docker-compose-plugin, or"
                            + " Debian's docker-compose 2), and Debian's own does not run here: " + failure
                            + ". Without it, -Dgroups=own-engine runs the other tests.");
        }
        return directory;
    }

    /** {@return null if it does; else what it says instead} */
    private static @Nullable String saysItsVersion(Path configuration) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("docker", "compose", "version").redirectErrorStream(true);
        command.environment().put("DOCKER_CONFIG", configuration.toString());
        Process version = command.start();
        String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return version.waitFor() == 0 ? null : said;
    }
}
