package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** One message that the same consumer processed more than once. */
final class DuplicateMessage {

    private static final String BATCH = "messaging.batch.message_count";
    private static final String[] IDS = {"messaging.message.id", "messaging.message_id"};
    private static final String[] DESTINATIONS = {"messaging.destination.name", "messaging.destination"};
    private static final String[] GROUPS = {"messaging.consumer.group.name", "messaging.kafka.consumer.group"};
    private static final String[] PARTITIONS = {"messaging.destination.partition.id", "messaging.kafka.partition"};
    private static final String[] OFFSETS = {"messaging.kafka.offset", "messaging.kafka.message.offset"};

    private DuplicateMessage() {}

    /** {@return for each message that was processed more than once the spans that did; in order of time} */
    static List<List<Span>> in(List<Span> spans) {
        Map<String, Span> senders = new HashMap<>();
        for (Span span : spans) {
            // The sending of a batch does not identify a single message.
            if (span.kind() == SpanKind.PRODUCER && span.attribute(BATCH) == null) {
                senders.put(SpanKey.id(span), span);
            }
        }
        Map<String, List<Span>> messages = new LinkedHashMap<>();
        for (Span span : spans) {
            String message = span.kind() == SpanKind.CONSUMER ? message(span, senders) : null;
            if (message != null) {
                messages.computeIfAbsent(message, key -> new ArrayList<>()).add(span);
            }
        }
        return messages.values().stream().filter(same -> same.size() > 1).toList();
    }

    /** {@return what names the message and who processes it; null if nothing does} */
    private static @Nullable String message(Span span, Map<String, Span> senders) {
        // Replicas of a service are one consumer.
        String consumer = Objects.requireNonNullElse(span.service(), SpanKey.by(span));
        StringJoiner key = new StringJoiner("\n")
                .add(consumer)
                .add(span.name())
                .add(TellingAttributes.first(span, DESTINATIONS))
                .add(TellingAttributes.first(span, GROUPS));
        String id = TellingAttributes.first(span, IDS);
        String offset = TellingAttributes.first(span, OFFSETS);
        if (!id.isEmpty()) {
            return key.add("id " + id).toString();
        }
        if (!offset.isEmpty()) {
            return key.add(TellingAttributes.first(span, PARTITIONS))
                    .add("offset " + offset)
                    .toString();
        }
        boolean isOfOneMessage = span.attribute(BATCH) == null && senders.containsKey(SpanKey.sender(span));
        return isOfOneMessage ? key.add("sent by " + SpanKey.sender(span)).toString() : null;
    }
}
