package io.github.structuredlogs.internal.docker.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that tell a service's exporter where to send: OpenTelemetry's own, and those of frameworks that
 * have others. None is put in the place of one that is set already, by the user or by the image.
 */
final class ExporterVariables {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /** Who sets one of these says where to send, and how. */
    private static final List<String> ENDPOINTS =
            List.of(ENDPOINT, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");

    private static final List<String> PROTOCOLS =
            List.of(PROTOCOL, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL");

    /** The variables of frameworks. OpenTelemetry's own are set as well, because a service may use both. */
    private static final List<String> ENDPOINTS_OF_FRAMEWORKS = List.of(
            "MANAGEMENT_OTLP_TRACING_ENDPOINT",
            "MANAGEMENT_OTLP_METRICS_EXPORT_URL",
            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
            "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
            "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "QUARKUS_OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");

    private static final List<String> PROTOCOLS_OF_FRAMEWORKS = List.of(
            "MANAGEMENT_OTLP_TRACING_TRANSPORT",
            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_TRANSPORT",
            "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
            "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROTOCOL");

    /** The same settings as system properties of Java, which win over the variables. */
    private static final Pattern ENDPOINT_PROPERTY =
            Pattern.compile("-D(otel\\.exporter\\.otlp\\.(?:\\w+\\.)?endpoint)=");

    private static final Pattern GRPC_PROPERTY =
            Pattern.compile("-D(otel\\.exporter\\.otlp\\.(?:\\w+\\.)?protocol)=grpc");

    private static final List<String> SWITCHES = List.of("OTEL_SDK_DISABLED", "QUARKUS_OTEL_SDK_DISABLED");

    private static final List<String> EXPORTERS = List.of("OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER");

    private final Map<String, String> given = new LinkedHashMap<>();
    private final String command;

    /**
     * Starts with what is set already.
     *
     * @param ofImage the image's variables, each as {@code NAME=value}
     * @param ofContainer the container's, which hold before those of the image
     * @param command what the container runs, in words
     */
    ExporterVariables(Collection<String> ofImage, Collection<String> ofContainer, String command) {
        this.command = command;
        for (Collection<String> all : List.of(ofImage, ofContainer)) {
            for (String each : all) {
                int equals = each.indexOf('=');
                if (equals > 0) {
                    given.put(each.substring(0, equals), each.substring(equals + 1));
                }
            }
        }
    }

    /**
     * {@return what is to be added, each as {@code NAME=value}}
     *
     * @param endpoint where the receiver is, without the paths of OTLP
     * @param service the service's name
     */
    List<String> toAdd(String endpoint, String service) {
        Map<String, String> wanted = new LinkedHashMap<>();
        if (ownEndpoint() == null && grpc() == null) {
            wanted.put(ENDPOINT, endpoint);
            wanted.put(PROTOCOL, "http/protobuf");
            wanted.put("MANAGEMENT_OTLP_TRACING_ENDPOINT", endpoint + "/v1/traces");
            wanted.put("MANAGEMENT_OTLP_METRICS_EXPORT_URL", endpoint + "/v1/metrics");
            wanted.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", endpoint + "/v1/traces");
            wanted.put("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1");
            // Spring Boot before 4.1 and Quarkus do not know OpenTelemetry's names of these; their own wait for up to a
            // minute.
            wanted.put("MANAGEMENT_TRACING_OPENTELEMETRY_EXPORT_SCHEDULEDELAY", "100ms");
            wanted.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "100ms");
            wanted.put("MANAGEMENT_OTLP_METRICS_EXPORT_STEP", "1s");
            wanted.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
            wanted.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            wanted.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms");
            wanted.put("QUARKUS_OTEL_METRIC_EXPORT_INTERVAL", "1s");
        }
        if (!given.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "").contains("service.name=")) {
            wanted.put("OTEL_SERVICE_NAME", service);
        }
        wanted.put("OTEL_BSP_SCHEDULE_DELAY", "100");
        wanted.put("OTEL_BLRP_SCHEDULE_DELAY", "100");
        wanted.put("OTEL_METRIC_EXPORT_INTERVAL", "1000");
        List<String> added = new ArrayList<>();
        wanted.forEach((name, value) -> {
            if (!given.containsKey(name)) {
                added.add(name + "=" + value);
            }
        });
        return added;
    }

    /** {@return whether anything shows that the container has an exporter} */
    boolean hasExporter() {
        return given.keySet().stream().anyMatch(name -> name.startsWith("OTEL_") || name.startsWith("QUARKUS_OTEL_"))
                || ENDPOINTS_OF_FRAMEWORKS.stream().anyMatch(given::containsKey)
                || PROTOCOLS_OF_FRAMEWORKS.stream().anyMatch(given::containsKey)
                || words().anyMatch(word -> word.contains("opentelemetry") || word.contains("-Dotel."));
    }

    private Stream<String> words() {
        return Stream.concat(Stream.of(command), given.values().stream());
    }

    /** {@return why nothing may come, as far as its variables tell; null if they do not} */
    @Nullable String reason() {
        String endpoint = firstOf(ownEndpoint(), first(ENDPOINTS_OF_FRAMEWORKS, value -> !value.isEmpty()));
        if (endpoint != null) {
            return "it sends to where " + endpoint + " says; leave that away";
        }
        String grpc = firstOf(grpc(), first(PROTOCOLS_OF_FRAMEWORKS, value -> value.equalsIgnoreCase("grpc")));
        if (grpc != null) {
            return "it sends by gRPC, as " + grpc + " says; leave that away, or set it to "
                    + (grpc.endsWith("_TRANSPORT") ? "http" : "http/protobuf");
        }
        String off = first(SWITCHES, value -> value.equalsIgnoreCase("true"));
        if (off != null) {
            return off + " switches its exporter off";
        }
        String exporter = first(EXPORTERS, value -> !value.contains("otlp"));
        return exporter == null ? null : "it exports elsewhere, as " + exporter + " says";
    }

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private @Nullable String ownEndpoint() {
        return firstOf(first(ENDPOINTS, value -> !value.isEmpty()), property(ENDPOINT_PROPERTY));
    }

    private @Nullable String grpc() {
        return firstOf(first(PROTOCOLS, value -> value.equals("grpc")), property(GRPC_PROPERTY));
    }

    private @Nullable String property(Pattern pattern) {
        return words().map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String first(List<String> names, Predicate<String> test) {
        for (String name : names) {
            String value = given.get(name);
            if (value != null && test.test(value)) {
                return name;
            }
        }
        return null;
    }
}
