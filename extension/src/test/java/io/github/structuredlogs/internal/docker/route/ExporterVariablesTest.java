package io.github.structuredlogs.internal.docker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added to the variables of a container, and what is left as it is. */
class ExporterVariablesTest {

    private static final String ENDPOINT = "http://host.docker.internal:4318/secret";

    private static ExporterVariables container(String... variables) {
        return new ExporterVariables(List.of(), List.of(variables), "[]");
    }

    @Test
    void tellWhereToSend() {
        assertThat(container("PATH=/bin").toAdd(ENDPOINT, "orders"))
                .containsExactly(
                        "OTEL_EXPORTER_OTLP_ENDPOINT=" + ENDPOINT,
                        "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
                        "MANAGEMENT_OTLP_TRACING_ENDPOINT=" + ENDPOINT + "/v1/traces",
                        "MANAGEMENT_OTLP_METRICS_EXPORT_URL=" + ENDPOINT + "/v1/metrics",
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT=" + ENDPOINT + "/v1/traces",
                        "MANAGEMENT_TRACING_SAMPLING_PROBABILITY=1",
                        "MANAGEMENT_TRACING_OPENTELEMETRY_EXPORT_SCHEDULEDELAY=100ms",
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY=100ms",
                        "MANAGEMENT_OTLP_METRICS_EXPORT_STEP=1s",
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT=" + ENDPOINT,
                        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
                        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY=100ms",
                        "QUARKUS_OTEL_METRIC_EXPORT_INTERVAL=1s",
                        "OTEL_SERVICE_NAME=orders",
                        "OTEL_BSP_SCHEDULE_DELAY=100",
                        "OTEL_BLRP_SCHEDULE_DELAY=100",
                        "OTEL_METRIC_EXPORT_INTERVAL=1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://collector:4318/v1/traces",
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://collector:4318/v1/metrics"
            })
    void leaveAnEndpointAlone(String variable) {
        assertThat(container(variable).toAdd(ENDPOINT, "orders")).noneMatch(each -> each.contains(ENDPOINT));
        assertThat(container(variable).reason()).contains(variable.substring(0, variable.indexOf('=')));
    }

    /** An exporter for gRPC refuses an endpoint that has a path, and a service may not start then. */
    @ParameterizedTest
    @CsvSource({
        "-Dotel.exporter.otlp.endpoint=http://collector:4317, 'it sends to where otel.exporter.otlp.endpoint says'",
        "-Dotel.exporter.otlp.protocol=grpc, 'it sends by gRPC, as otel.exporter.otlp.protocol says'",
        "-Dotel.exporter.otlp.traces.protocol=grpc, 'it sends by gRPC, as otel.exporter.otlp.traces.protocol says'"
    })
    void leaveASystemPropertyAlone(String property, String reason) {
        ExporterVariables command =
                new ExporterVariables(List.of(), List.of(), "[java, " + property + ", -jar, orders.jar]");

        for (ExporterVariables each : List.of(command, container("JAVA_TOOL_OPTIONS=-Xmx64m " + property))) {
            assertThat(each.toAdd(ENDPOINT, "orders")).noneMatch(variable -> variable.contains(ENDPOINT));
            assertThat(each.reason()).startsWith(reason);
            assertThat(each.hasExporter()).isTrue();
        }
    }

    @Test
    void leaveAnEndpointOfTheImageAlone() {
        ExporterVariables variables =
                new ExporterVariables(List.of("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318"), List.of(), "[]");

        assertThat(variables.toAdd(ENDPOINT, "orders")).noneMatch(each -> each.contains(ENDPOINT));
        assertThat(variables.hasExporter()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTEL_SERVICE_NAME=shop",
                "OTEL_BSP_SCHEDULE_DELAY=5000",
                "OTEL_METRIC_EXPORT_INTERVAL=60000",
                "MANAGEMENT_TRACING_SAMPLING_PROBABILITY=0.1",
                "MANAGEMENT_OTLP_TRACING_ENDPOINT=http://collector:4318/v1/traces"
            })
    void leaveWhatIsSetAsItIs(String variable) {
        String name = variable.substring(0, variable.indexOf('=') + 1);

        assertThat(container(variable).toAdd(ENDPOINT, "orders"))
                .noneMatch(each -> each.startsWith(name))
                .contains("OTEL_EXPORTER_OTLP_ENDPOINT=" + ENDPOINT);
    }

    @Test
    void leaveANameAmongTheAttributesOfTheResource() {
        assertThat(container("OTEL_RESOURCE_ATTRIBUTES=a=b,service.name=shop").toAdd(ENDPOINT, "orders"))
                .noneMatch(each -> each.startsWith("OTEL_SERVICE_NAME"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OTEL_EXPORTER_OTLP_PROTOCOL=grpc        | it sends by gRPC, as OTEL_EXPORTER_OTLP_PROTOCOL says",
                "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=grpc | it sends by gRPC, as OTEL_EXPORTER_OTLP_TRACES_PROTOCOL says",
                "OTEL_SDK_DISABLED=true                  | OTEL_SDK_DISABLED switches its exporter off",
                "OTEL_TRACES_EXPORTER=none               | it exports elsewhere, as OTEL_TRACES_EXPORTER says",
                "QUARKUS_OTEL_SDK_DISABLED=true          | QUARKUS_OTEL_SDK_DISABLED switches its exporter off",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL=grpc"
                        + " | it sends by gRPC, as QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL says; leave that away, or set it to"
                        + " http/protobuf",
                "MANAGEMENT_OTLP_TRACING_TRANSPORT=grpc"
                        + " | it sends by gRPC, as MANAGEMENT_OTLP_TRACING_TRANSPORT says; leave that away, or set it to http",
                "MANAGEMENT_OTLP_TRACING_ENDPOINT=http://tempo:4318/v1/traces"
                        + " | it sends to where MANAGEMENT_OTLP_TRACING_ENDPOINT says",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT=http://tempo:4318"
                        + " | it sends to where QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT says"
            })
    void tellWhyNothingComes(String variable, String reason) {
        assertThat(container(variable).reason()).startsWith(reason);
        assertThat(container(variable).hasExporter()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS=-javaagent:/opentelemetry-javaagent.jar, [], true",
        "PATH=/bin, [java -javaagent:/opentelemetry-javaagent.jar -jar x.jar], true",
        "NODE_OPTIONS=--require @opentelemetry/auto-instrumentations-node/register, [], true",
        "PATH=/bin, [java -jar x.jar], false"
    })
    void tellWhetherThereIsAnExporter(String variable, String command, boolean expected) {
        ExporterVariables variables = new ExporterVariables(List.of(), List.of(variable), command);

        assertThat(variables.hasExporter()).isEqualTo(expected);
        assertThat(variables.reason()).isNull();
    }
}
