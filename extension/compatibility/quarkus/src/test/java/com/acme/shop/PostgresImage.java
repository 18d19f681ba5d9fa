package com.acme.shop;

import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Builds the Dev Service's image from Debian's packages, so that the tests run without an image registry. */
public final class PostgresImage implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        new ImageFromDockerfile("structured-logs-compatibility/quarkus/postgres", false)
                .withDockerfile(Path.of("src/test/docker/postgres/Dockerfile"))
                .get();
    }
}
