package io.github.structuredlogs.internal.otlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Changes recorded requests of protobuf at random and reads them: {@code ProtobufFuzz [requests] [seed]}. It ends with an
 * exception if reading throws anything but a {@link MalformedMessageException}, or gives what the protocol does not allow.
 */
public final class ProtobufFuzz {

    private static final int MAX_DEPTH = 20;

    private final Random random;
    private final List<byte[]> recorded = new ArrayList<>();
    private long spans;
    private long points;
    private long rejected;
    private long malformed;

    private ProtobufFuzz(long seed) {
        random = new Random(seed);
        for (String exporter : RecordedRequests.ALL) {
            recorded.add(RecordedRequests.traces(exporter));
            recorded.add(RecordedRequests.metrics(exporter));
        }
        recorded.replaceAll(bytes -> bytes.length > 8_000 ? Arrays.copyOf(bytes, 8_000) : bytes);
    }

    public static void main(String[] arguments) {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println("seed " + seed);
        System.out.println(run(count, seed));
    }

    static String run(long count, long seed) {
        ProtobufFuzz fuzz = new ProtobufFuzz(seed);
        for (long i = 0; i < count; i++) {
            byte[] request = fuzz.mutated();
            try {
                fuzz.read(request);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new IllegalStateException(
                        "seed " + seed + ", request " + i + ": "
                                + HexFormat.of().formatHex(request),
                        e);
            }
        }
        return count + " requests: " + fuzz.spans + " spans, " + fuzz.points + " measurements, " + fuzz.rejected
                + " rejected, " + fuzz.malformed + " requests refused";
    }

    private void read(byte[] request) {
        try {
            OtlpMessageReader.readTraces(request, () -> "orders", new Sink());
        } catch (MalformedMessageException e) {
            malformed++;
        }
        try {
            OtlpMessageReader.readMetrics(request, () -> "orders", new Sink());
        } catch (MalformedMessageException e) {
            malformed++;
        }
    }

    /** A request with some bytes changed, a part cut out, doubled or put inside of itself, or its end cut off. */
    private byte[] mutated() {
        byte[] request = recorded.get(random.nextInt(recorded.size())).clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(request.length);
            switch (random.nextInt(6)) {
                case 0 -> request[at] = (byte) random.nextInt();
                case 1 -> request[at] = (byte) (request[at] ^ (1 << random.nextInt(8)));
                case 2 -> request = Arrays.copyOf(request, Math.max(1, at));
                case 3 -> {
                    int length = Math.min(request.length - at, 1 + random.nextInt(64));
                    byte[] longer = new byte[request.length + length];
                    System.arraycopy(request, 0, longer, 0, at + length);
                    System.arraycopy(request, at, longer, at + length, request.length - at);
                    request = longer;
                }
                case 4 -> {
                    int length = Math.min(request.length - at - 1, 1 + random.nextInt(64));
                    if (length > 0) {
                        System.arraycopy(request, at + length, request, at, request.length - at - length);
                    }
                }
                default -> {
                    // The longest numbers and lengths that there can be.
                    for (int i = at; i < Math.min(request.length, at + 10); i++) {
                        request[i] = (byte) 0xFF;
                    }
                }
            }
        }
        return request;
    }

    private final class Sink implements OtlpSink {
        @Override
        public void span(RecordedSpan span) {
            spans++;
            demand(span.traceId().matches("(?!0{32})[0-9a-f]{32}"), span);
            demand(span.spanId().matches("(?!0{16})[0-9a-f]{16}"), span);
            demand(span.parentSpanId() == null || span.parentSpanId().length() == 16, span);
            demand(span.start().getEpochSecond() >= 0 && span.end().getEpochSecond() >= 0, span);
            demand(depth(span.attributes()) <= MAX_DEPTH, span);
            demand(span.events().size() <= 1_000, span);
        }

        @Override
        public void point(RecordedPoint point) {
            points++;
            demand(point.time().getEpochSecond() >= 0, point);
            demand(depth(point.attributes()) <= MAX_DEPTH, point);
        }

        @Override
        public void rejected(Rejection reason) {
            rejected++;
        }

        private void demand(boolean holds, Object what) {
            if (!holds) {
                throw new IllegalStateException("not what the protocol allows: " + what);
            }
        }

        private int depth(@Nullable Object value) {
            int deepest = 0;
            if (value instanceof Map<?, ?> map) {
                for (Object each : map.values()) {
                    deepest = Math.max(deepest, depth(each));
                }
            } else if (value instanceof List<?> list) {
                for (Object each : list) {
                    deepest = Math.max(deepest, depth(each));
                }
            } else {
                return 0;
            }
            return deepest + 1;
        }
    }
}
