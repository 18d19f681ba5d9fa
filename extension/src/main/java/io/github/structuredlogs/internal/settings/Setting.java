package io.github.structuredlogs.internal.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, its default, and the reader of its text.
 *
 * @param <T> the type of its values
 * @param key the key, without the common prefix
 * @param defaultText the default, as text
 * @param reader reads a text; returns null if it is not allowed
 * @param allowed the allowed values, in words
 */
record Setting<T>(String key, String defaultText, Function<String, @Nullable T> reader, String allowed) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|min)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9}) ?(k|m|g)?b?", Pattern.CASE_INSENSITIVE);

    static <E extends Enum<E>> Setting<E> ofEnum(String key, E defaultValue, @Nullable E excluded) {
        Class<E> type = defaultValue.getDeclaringClass();
        List<E> constants = Stream.of(type.getEnumConstants())
                .filter(constant -> constant != excluded)
                .toList();
        String allowed = constants.stream().map(Enum::name).collect(Collectors.joining(", "));
        return new Setting<>(key, defaultValue.name(), text -> constant(constants, text), "one of " + allowed);
    }

    private static <E extends Enum<E>> @Nullable E constant(List<E> constants, String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return constants.stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    static Setting<Boolean> ofBoolean(String key, boolean defaultValue) {
        return new Setting<>(key, Boolean.toString(defaultValue), Setting::bool, "true or false");
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    static Setting<Integer> ofCount(String key, int defaultValue, int least) {
        return new Setting<>(
                key, Integer.toString(defaultValue), text -> count(text, least), "a whole number, at least " + least);
    }

    private static @Nullable Integer count(String text, int least) {
        String digits = text.strip();
        if (!digits.matches("\\d{1,9}")) {
            return null;
        }
        int value = Integer.parseInt(digits);
        return value >= least ? value : null;
    }

    static Setting<Duration> ofDuration(String key, String defaultText) {
        return new Setting<>(key, defaultText, Setting::duration, "a duration such as 250ms, 2s or 1m");
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    static Setting<Long> ofBytes(String key, String defaultText) {
        return new Setting<>(key, defaultText, Setting::bytes, "a number of bytes such as 64m or 1g");
    }

    private static @Nullable Long bytes(String text) {
        Matcher matcher = BYTES.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        String unit = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
        int shift = switch (unit) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return Long.parseLong(matcher.group(1)) << shift;
    }

    static Setting<Path> ofPath(String key, String defaultText) {
        return new Setting<>(key, defaultText, Setting::path, "a path that this file system accepts");
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    static Setting<List<String>> ofList(String key) {
        return new Setting<>(
                key,
                "",
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList(),
                "a list separated by commas");
    }

    /** An address of HTTP; the empty one for none. */
    static Setting<URI> ofAddress(String key) {
        return new Setting<>(key, "", Setting::address, "an address such as http://collector:4318");
    }

    private static @Nullable URI address(String text) {
        try {
            URI address = new URI(text.strip());
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            boolean usable = text.isBlank() || (http && address.getHost() != null && address.getUserInfo() == null);
            return usable ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Names and values, which may be secrets: no message shows one. */
    static Setting<Map<String, String>> ofSecrets(String key) {
        return new Setting<>(key, "", Setting::pairs, "names and values, as in Authorization=Bearer x,X-Tenant=y");
    }

    private static @Nullable Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String each : text.split(",", -1)) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? "" : each.substring(0, equals).strip();
            String value = equals < 0 ? "" : each.substring(equals + 1).strip();
            if (name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") && value.chars().noneMatch(c -> c < ' ')) {
                pairs.put(name, value);
            } else if (!each.isBlank()) {
                return null;
            }
        }
        return pairs;
    }
}
