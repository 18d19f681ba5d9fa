package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages that a consumer processed in another order than they were sent. */
final class MessageOrder {

    /**
     * Two messages in the wrong order.
     *
     * @param first the processing that began first, of the message that was sent later
     * @param second the processing that began later
     * @param sentFirst the sending of the message that was sent first, and processed second
     * @param sentSecond the other sending
     */
    record Swapped(Span first, Span second, Span sentFirst, Span sentSecond) {}

    private record Message(Span sent, Span processed) {}

    private MessageOrder() {}

    /** {@return for each operation that processed messages in another order the first two of them} */
    static List<Swapped> in(List<Span> spans) {
        Map<String, Span> senders = new HashMap<>();
        for (Span span : spans) {
            if (span.kind() == SpanKind.PRODUCER) {
                senders.put(SpanKey.id(span), span);
            }
        }
        Map<String, Map<String, Message>> channels = new LinkedHashMap<>();
        for (Span span : spans) {
            Span sent = span.kind() == SpanKind.CONSUMER ? senders.get(SpanKey.sender(span)) : null;
            if (sent != null) {
                // The second time that a message is processed is no other message.
                channels.computeIfAbsent(
                                SpanKey.operation(sent) + "\n" + SpanKey.operation(span), key -> new LinkedHashMap<>())
                        .putIfAbsent(SpanKey.id(sent), new Message(sent, span));
            }
        }
        List<Swapped> swapped = new ArrayList<>();
        for (Map<String, Message> channel : channels.values()) {
            List<Message> messages = new ArrayList<>(channel.values());
            messages.sort(Comparator.comparing(message -> message.sent.start()));
            for (int i = 1; i < messages.size(); i++) {
                Message one = messages.get(i - 1);
                Message next = messages.get(i);
                if (next.processed.start().isBefore(one.processed.start())
                        && !next.sent.start().isBefore(one.sent.end())) {
                    swapped.add(new Swapped(next.processed, one.processed, one.sent, next.sent));
                    break;
                }
            }
        }
        return swapped;
    }
}
