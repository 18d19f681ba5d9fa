package io.github.structuredlogs.internal.docker.ours;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The containers that Quarkus starts as Dev Services of this JVM. Testcontainers does so in a class loader which sees nothing
 * of ours; Quarkus labels them with an id that it keeps where every class loader finds it.
 */
public final class DevServices {

    private static final String LABEL = "io.quarkus.devservice.process-uuid";
    private static final String REGISTRY = "io.quarkus.devservices.crossclassloader.runtime.RunningDevServicesRegistry";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private static final @Nullable String ID = id();

    private DevServices() {}

    private static @Nullable String id() {
        try {
            return (String) Class.forName(REGISTRY, true, ClassLoader.getSystemClassLoader())
                    .getField("APPLICATION_UUID")
                    .get(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            // There is no Quarkus, or one that does not label what it starts.
            return null;
        }
    }

    /** Whether there may be some: Quarkus is there, and an engine seems to be. */
    public static boolean mayBeStarted() {
        return ID != null && (System.getenv("DOCKER_HOST") != null || Files.exists(SOCKET));
    }

    static boolean have(Map<String, String> labels) {
        return ID != null && ID.equals(labels.get(LABEL));
    }
}
