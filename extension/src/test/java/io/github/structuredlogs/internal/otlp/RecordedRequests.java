package io.github.structuredlogs.internal.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What exporters have sent, as recorded in {@code src/test/resources/otlp/requests}. */
public final class RecordedRequests {

    public static final String SDK = "java-sdk-1.66.0";
    public static final String AGENT = "java-agent-2.21.0";
    public static final String NODE = "node-sdk-0.223.0";

    // The services of compatibility/exporters.
    public static final String SPRING_BOOT_3 = "spring-boot-3.5.16";
    public static final String SPRING_BOOT_4 = "spring-boot-4.1.2";
    public static final String QUARKUS = "quarkus-3.33.2";
    public static final String NEWER_AGENT = "java-agent-2.33.1";
    public static final String NODE_HTTP = "node-http-0.220.0";

    public static final List<String> ALL =
            List.of(SDK, AGENT, NODE, SPRING_BOOT_3, SPRING_BOOT_4, QUARKUS, NEWER_AGENT, NODE_HTTP);

    private RecordedRequests() {}

    /** {@return the body of a request with spans, decompressed} */
    public static byte[] traces(String exporter) {
        return bytes(exporter + "-traces.bin");
    }

    /** {@return the body of a request with measurements, decompressed} */
    public static byte[] metrics(String exporter) {
        return bytes(exporter + "-metrics.bin");
    }

    /** {@return the body of a request with spans as JSON} */
    public static byte[] json(String exporter) {
        return bytes(exporter + "-traces.json");
    }

    private static byte[] bytes(String file) {
        try (InputStream in = RecordedRequests.class.getResourceAsStream("/otlp/requests/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no recording " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
