package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a span that tell it from others: those that the service's own code sets, and the few of
 * OpenTelemetry's conventions that name a target.
 */
final class TellingAttributes {

    /** Of the conventions, the most telling first. A name is followed by its older one. */
    private static final List<String> OF_CONVENTIONS = List.of(
            "messaging.destination.name",
            "messaging.destination",
            "messaging.message.id",
            "messaging.message_id",
            "messaging.kafka.message.key",
            "messaging.destination.partition.id",
            "messaging.consumer.group.name",
            "db.query.text",
            "db.statement",
            "db.namespace",
            "db.name",
            "rpc.grpc.status_code",
            "http.request.resend_count",
            "peer.service",
            "url.full",
            "http.url");

    /** Of the older names; some services send both. */
    private static final Map<String, String> NEWER_NAMES = Map.of(
            "messaging.destination", "messaging.destination.name",
            "messaging.message_id", "messaging.message.id",
            "db.statement", "db.query.text",
            "db.name", "db.namespace",
            "http.url", "url.full");

    /** The prefixes of the conventions: how something was done, which is alike in all requests. */
    private static final List<String> CONVENTIONS = List.of(
            "aws.",
            "client.",
            "cloud.",
            "code.",
            "container.",
            "db.",
            "exception",
            "faas.",
            "host.",
            "http.",
            "http_",
            "jvm.",
            "k8s.",
            "messaging.",
            "net.",
            "network.",
            "os.",
            "otel.",
            "outcome",
            "peer.",
            "process.",
            "rpc.",
            "server.",
            "service.",
            "span.",
            "telemetry.",
            "thread.",
            "url.",
            "user_agent.");

    /** Micrometer's, which are too short to be recognised without {@code outcome}. */
    private static final List<String> OF_MICROMETER = List.of("method", "status", "uri", "error");

    private TellingAttributes() {}

    /** {@return them, the most telling first} */
    static Map<String, Object> of(Span span) {
        Map<String, Object> telling = new LinkedHashMap<>();
        boolean ofMicrometer = span.attribute("outcome") != null;
        for (Map.Entry<String, @Nullable Object> attribute : span.attributes().entrySet()) {
            String name = attribute.getKey();
            Object value = attribute.getValue();
            if (value != null && isOfTheService(name) && !(ofMicrometer && OF_MICROMETER.contains(name))) {
                telling.put(name, value);
            }
        }
        for (String name : OF_CONVENTIONS) {
            Object value = span.attribute(name);
            if (value != null
                    && !telling.containsKey(NEWER_NAMES.getOrDefault(name, ""))
                    && !(name.equals("rpc.grpc.status_code")
                            && String.valueOf(value).equals("0"))) {
                telling.put(name, value);
            }
        }
        return telling;
    }

    /** {@return whether the service's own code sets it, so that it names what the request is about} */
    static boolean isOfTheService(String name) {
        return CONVENTIONS.stream().noneMatch(name::startsWith);
    }

    /** {@return whether it names where a message was sent to or received from} */
    static boolean isDestination(String name) {
        return name.equals("messaging.destination.name") || name.equals("messaging.destination");
    }

    /** {@return the value of the first of these attributes that a span has, empty if it has none} */
    static String first(Span span, String[] names) {
        for (String name : names) {
            Object value = span.attribute(name);
            if (value != null) {
                return String.valueOf(value);
            }
        }
        return "";
    }
}
