package io.github.structuredlogs.internal.jupiter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that capturing needs and that a module may lack, for example if the extension is switched on for a
 * whole build. They are looked up by name, before any class is loaded that links to them.
 */
final class Prerequisites {

    private record Library(String name, String dependency, String type) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library(
                    "Testcontainers",
                    "org.testcontainers:testcontainers",
                    "org.testcontainers.containers.ContainerState"),
            new Library(
                    "docker-java",
                    "com.github.docker-java:docker-java-transport-zerodep",
                    "com.github.dockerjava.zerodep.ZerodepDockerHttpClient"),
            new Library("AssertJ", "org.assertj:assertj-core", "org.assertj.core.api.AssertProvider"));

    private static final @Nullable String MISSING = missingNow();

    private Prerequisites() {}

    /** {@return a sentence that names the missing library and says what to do, null if all are there} */
    static @Nullable String missing() {
        return MISSING;
    }

    private static @Nullable String missingNow() {
        for (Library library : LIBRARIES) {
            if (!isPresent(library.type)) {
                return "No container is captured, because " + library.name
                        + " is not on the test class path; add " + library.dependency
                        + " to this module's test dependencies, or remove @StructuredLogs from its tests.";
            }
        }
        return null;
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Prerequisites.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
