package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.docker.api.Inspection;
import java.util.Map;

/**
 * A container as an event or the list of containers describes it.
 *
 * @param id the engine's id
 * @param image the image as it was requested, empty if unknown
 * @param labels its labels
 * @param name its name on the engine, empty if unknown
 */
public record StartedContainer(String id, String image, Map<String, String> labels, String name) {

    /** {@return a container as an event would describe it, from the engine's description} */
    public static StartedContainer of(String id, Inspection described) {
        return new StartedContainer(
                id,
                described.image(""),
                described.jsonAnswer().at("Config", "Labels").texts(),
                described.jsonAnswer().at("Name").text(""));
    }
}
