package io.github.structuredlogs.internal.settings;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values from one place: a method, a class, a builder, or the configuration parameters.
 *
 * @param origin the place, in words that a user recognises
 * @param value the text for a key (without the common prefix), null if it is not set
 * @param containerLevels the levels of single containers, by name
 * @param declaredLevels those of them that are known before the container exists, by name
 */
public record SettingsLayer(
        String origin,
        Function<String, @Nullable String> value,
        Function<String, @Nullable String> containerLevels,
        Map<String, String> declaredLevels) {

    /** A builder for values that code sets one by one. */
    public static final class SettingsLayerBuilder {
        private final Map<String, String> values = new TreeMap<>();
        private final Map<String, String> containerLevels = new TreeMap<>();

        /** Sets a key (without the common prefix). */
        public SettingsLayerBuilder set(String key, String value) {
            values.put(key, value);
            return this;
        }

        /** Sets the least level printed for one container. */
        public SettingsLayerBuilder setLevel(String container, String level) {
            containerLevels.put(container, level);
            return this;
        }

        /** {@return the values that were set, as a layer} */
        public SettingsLayer build(String origin) {
            Map<String, String> levels = Map.copyOf(containerLevels);
            return new SettingsLayer(origin, Map.copyOf(values)::get, levels::get, levels);
        }
    }
}
