package io.github.structuredlogs.internal.docker.ours;

import java.util.Map;
import java.util.UUID;

/**
 * Marks the containers that were started in this JVM. Each class loader that has Testcontainers has a session of its own, as
 * Quarkus' has that starts Dev Services; what all of them share are the system properties.
 */
public final class JvmMark {

    /** The label of a container, and the system property that has its value. */
    public static final String LABEL = "io.github.structuredlogs.jvm";

    /** The system property that is set once a container was marked. */
    private static final String IN_USE = LABEL + ".in-use";

    private JvmMark() {}

    /** {@return the value of the label, the same in all class loaders} */
    public static String value() {
        return (String) System.getProperties()
                .computeIfAbsent(LABEL, key -> UUID.randomUUID().toString());
    }

    /** Takes note that a container is about to be started with this mark. */
    public static void isUsed() {
        System.setProperty(IN_USE, "true");
    }

    /** Whether a container was marked, by whichever class loader. */
    public static boolean isInUse() {
        return Boolean.getBoolean(IN_USE);
    }

    static boolean isOn(Map<String, String> labels) {
        return value().equals(labels.get(LABEL));
    }
}
