package io.github.structuredlogs.spring;

import java.nio.file.Path;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** Builds what is asked for as postgres from Debian's packages, so that the tests run without an image registry. */
public final class PostgresImage extends ImageNameSubstitutor {
    private static final ImageFromDockerfile IMAGE = new ImageFromDockerfile(
                    "structured-logs-compatibility/postgres", false)
            .withDockerfile(Path.of("../src/test/docker/postgres/Dockerfile"));

    @Override
    public DockerImageName apply(DockerImageName original) {
        return original.getUnversionedPart().equals("postgres") ? DockerImageName.parse(IMAGE.get()) : original;
    }

    @Override
    protected String getDescription() {
        return "postgres from Debian's packages";
    }
}
