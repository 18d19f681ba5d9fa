package io.github.structuredlogs.internal.otlp.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.structuredlogs.internal.otlp.MalformedMessageException;
import io.github.structuredlogs.internal.otlp.OtlpBatch;
import io.github.structuredlogs.internal.otlp.OtlpMessageReader;
import io.github.structuredlogs.internal.otlp.RecordedRequests;
import io.github.structuredlogs.internal.otlp.receiver.TestInbox;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What protobuf's own reader takes with OpenTelemetry's schema, ours takes as well, and finds the same spans in it. */
class SameAsProtobufTest {

    private static final int MUTATIONS = 5_000;

    static List<String> exporters() {
        return RecordedRequests.ALL;
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void alsoWhereBytesAreChanged(String exporter) {
        byte[] recorded = RecordedRequests.traces(exporter);
        Random random = new Random(23);
        int taken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = recorded.clone();
            for (int changes = i == 0 ? 0 : 1 + random.nextInt(3); changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            TracesData reference = reference(body);
            if (reference != null) {
                taken++;
                demand(reference, body);
            }
        }
        assertThat(taken).isGreaterThan(100);
    }

    private static @Nullable TracesData reference(byte[] body) {
        try {
            return TracesData.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static void demand(TracesData reference, byte[] body) {
        OtlpBatch batch = new OtlpBatch();
        try {
            OtlpMessageReader.readTraces(body, () -> "orders", batch);
        } catch (MalformedMessageException e) {
            fail("protobuf's reader takes " + HexFormat.of().formatHex(body), e);
        }
        TestInbox read = new TestInbox();
        batch.to(read);
        List<Span> all = reference.getResourceSpansList().stream()
                .flatMap(each -> each.getScopeSpansList().stream())
                .flatMap(each -> each.getSpansList().stream())
                .toList();
        assertThat(read.spans.size() + read.rejections.size()).isEqualTo(all.size());
        List<String> usable = all.stream()
                .filter(span -> isId(span.getTraceId().toByteArray(), 16)
                        && isId(span.getSpanId().toByteArray(), 8))
                .filter(span -> span.getStartTimeUnixNano() != 0 && span.getEndTimeUnixNano() != 0)
                .map(span -> HexFormat.of().formatHex(span.getSpanId().toByteArray()) + " " + span.getName() + " "
                        + (span.getStatus().getCodeValue() == 2 ? 2 : 0) + " " + span.getEventsCount()
                        + " "
                        + span.getLinksList().stream()
                                .filter(link -> isId(link.getTraceId().toByteArray(), 16)
                                        && isId(link.getSpanId().toByteArray(), 8))
                                .count())
                .toList();
        assertThat(read.spans.stream()
                        .map(span -> span.spanId() + " " + span.name() + " " + (span.hasFailed() ? 2 : 0) + " "
                                + span.events().size() + " " + span.links().size())
                        .toList())
                .isEqualTo(usable);
    }

    private static boolean isId(byte[] bytes, int length) {
        if (bytes.length != length) {
            return false;
        }
        for (byte each : bytes) {
            if (each != 0) {
                return true;
            }
        }
        return false;
    }
}
