package com.acme.shop;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The shop's images, built when they are first used; the engine's cache keeps them for the next run. */
final class Images {

    private static final ImageFromDockerfile JRE = image("jre", Path.of("src/test/docker/jre"));

    private Images() {}

    static ImageFromDockerfile database() {
        return image("database", Path.of("src/test/docker/database"));
    }

    /** Shipping's image has its modules, which npm fetches in the profile traces. */
    static ImageFromDockerfile shipping() {
        return image("shipping", Path.of("../shipping"));
    }

    /** A service's image is the JRE's with the service's jars, so both have to be there before it is built. */
    static ImageFromDockerfile service(String name) {
        var module = Path.of("..", name);
        return image(name, module).withBuildImageCmdModifier(build -> {
            if (Files.notExists(module.resolve("target").resolve(name + ".jar"))) {
                throw new IllegalStateException(
                        name + ".jar is not built yet: run mvn package before the shop's tests");
            }
            JRE.get();
        });
    }

    private static ImageFromDockerfile image(String name, Path directory) {
        return new ImageFromDockerfile("structured-logs-samples/" + name, false)
                .withDockerfile(directory.resolve("Dockerfile"));
    }
}
