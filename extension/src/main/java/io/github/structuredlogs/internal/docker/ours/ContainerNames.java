package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import io.github.structuredlogs.internal.text.ContainerName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name under which a container is shown. */
public final class ContainerNames {

    static final String COMPOSE_PROJECT = "com.docker.compose.project";
    private static final String COMPOSE_SERVICE = "com.docker.compose.service";

    private static final List<String> HELPERS =
            List.of("testcontainers/ryuk", "testcontainers/sshd", "testcontainers/vnc-recorder", "alpine/socat");

    private ContainerNames() {}

    /**
     * Returns the container's name: its field's, else its network alias, its Compose service, its image.
     *
     * @param field the name of the field that contains it, null if there is none
     * @param container the engine's description of it
     */
    public static String of(@Nullable String field, JsonAnswer container) {
        if (field != null) {
            return field;
        }
        String alias = alias(container);
        if (alias != null) {
            return alias;
        }
        Map<String, String> labels = container.at("Config", "Labels").texts();
        return fallback(
                labels,
                container.at("Config", "Image").text(""),
                container.at("Name").text(""));
    }

    /** {@return the name of a container that a field holds, with the image's where the field's says less} */
    public static String ofField(String field, String image) {
        return ContainerName.of(field, shortImage(image));
    }

    /** Returns the name of a container that is known only from an event. */
    public static String fallback(Map<String, String> labels, String image, String containerName) {
        String service = labels.get(COMPOSE_SERVICE);
        if (service != null) {
            return service;
        }
        String ofImage = shortImage(image);
        if (ofImage != null) {
            return ofImage;
        }
        String name = containerName.startsWith("/") ? containerName.substring(1) : containerName;
        return name.isEmpty() ? "container" : name;
    }

    private static @Nullable String alias(JsonAnswer container) {
        String id = container.at("Id").text("");
        String host = container.at("Config", "Hostname").text("");
        String service = container.at("Config", "Labels", COMPOSE_SERVICE).text();
        String name = container.at("Name").text("");
        for (JsonAnswer network :
                container.at("NetworkSettings", "Networks").members().values()) {
            for (JsonAnswer each : network.at("Aliases").list()) {
                String alias = each.text("");
                // Testcontainers adds an alias, the engine the short id, and Compose the container's name.
                if (!alias.isEmpty()
                        && !alias.startsWith("tc-")
                        && !id.startsWith(alias)
                        && !alias.equals(host)
                        && !name.equals("/" + alias)
                        && service == null) {
                    return alias;
                }
            }
        }
        return null;
    }

    /**
     * Shortens {@code registry:5000/acme/orders-svc:1.2@sha256:…} to {@code orders-svc}; null for an image without a
     * name.
     */
    public static @Nullable String shortImage(String image) {
        String name = image;
        int digest = name.indexOf('@');
        if (digest >= 0) {
            name = name.substring(0, digest);
        }
        if (name.startsWith("sha256:") || name.startsWith("localhost/testcontainers/")) {
            return null;
        }
        name = name.substring(name.lastIndexOf('/') + 1);
        int tag = name.indexOf(':');
        if (tag >= 0) {
            name = name.substring(0, tag);
        }
        return name.isEmpty() ? null : name;
    }

    /** Whether an image is one of Testcontainers' own helpers, whatever registry it comes from. */
    public static boolean isHelper(String image) {
        for (String helper : HELPERS) {
            int at = image.indexOf(helper);
            int end = at + helper.length();
            if (at >= 0
                    && (at == 0 || image.charAt(at - 1) == '/')
                    && (end == image.length() || image.charAt(end) == ':' || image.charAt(end) == '@')) {
                return true;
            }
        }
        return false;
    }
}
