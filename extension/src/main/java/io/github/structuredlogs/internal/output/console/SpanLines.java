package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.internal.condition.SpanConditions;
import io.github.structuredlogs.internal.diagnosis.spans.SpanFinding;
import io.github.structuredlogs.internal.render.Palette;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.text.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The lines with the spans that explain why a test failed. */
final class SpanLines {

    private static final int MAX_ATTRIBUTES = 6;
    private static final int MAX_BELOW = 3;
    private static final int MAX_VALUE_LENGTH = 120;
    private static final int MAX_LINE_LENGTH = 400;

    /** Attributes that exporters add to every span, and that do not explain this one. */
    private static final Set<String> USUAL = Set.of(
            "thread.id",
            "thread.name",
            "network.protocol.version",
            "network.peer.address",
            "network.peer.port",
            "user_agent.original",
            "url.scheme",
            "client.address",
            "server.address");

    private final RecordFormatter formatter;
    private final Palette palette;

    SpanLines(RecordFormatter formatter) {
        this.formatter = formatter;
        palette = new Palette(formatter.options().color());
    }

    String line(SpanFinding finding) {
        StringBuilder out = new StringBuilder();
        Span first = finding.spans().get(0);
        switch (finding.trouble()) {
            case FAILED -> {
                palette.append(out, Palette.ERROR, "Failed span");
                out.append("  ").append(described(first, true));
                appendTimes(out, finding);
                appendCause(out, first);
                appendAttributes(out, first);
            }
            case WENT_ON -> {
                palette.append(out, Palette.BOLD, "Went on after that");
                appendChain(out, finding);
            }
            case THREW -> {
                palette.append(out, Palette.ERROR, "Unreported error");
                out.append("  ").append(described(first, true));
                appendTimes(out, finding);
                appendCause(out, first);
                appendAttributes(out, first);
            }
            case DUPLICATE -> {
                palette.append(out, Palette.ERROR, "Processed " + times(finding.times()));
                out.append("  ").append(described(first, true));
                appendAttributes(out, first);
            }
            case OUT_OF_ORDER -> {
                palette.append(out, Palette.BOLD, "Out of order");
                out.append("  ").append(described(first, true));
                if (finding.difference() != null) {
                    appendDifference(out.append("  "), finding.difference(), " before ");
                }
                out.append(", which was sent ")
                        .append(SpanConditions.words(finding.together()))
                        .append(" earlier");
            }
            case CLOCKS -> {
                palette.append(out, Palette.BOLD, "Clocks differ");
                appendChain(out, finding);
                out.append(": served ")
                        .append(SpanConditions.words(finding.together()))
                        .append(' ')
                        .append(safe(finding.words()));
            }
            case UNFINISHED -> {
                palette.append(out, Palette.BOLD, "Not ended");
                List<Span> below = finding.spans();
                out.append(" (or not sent)  ").append(safe(by(first))).append("the span above ");
                for (int i = Math.max(0, below.size() - MAX_BELOW); i < below.size(); i++) {
                    out.append(described(below.get(i), false)).append(i < below.size() - 1 ? ", " : "");
                }
                appendAttributes(out, below.get(below.size() - 1));
            }
            case UNUSUAL -> {
                palette.append(out, Palette.BOLD, "Unlike passed tests");
                out.append("  ").append(described(first, true));
                if (finding.difference() == null) {
                    out.append(": ").append(safe(finding.words()));
                } else {
                    appendDifference(out.append("  "), finding.difference(), " instead of ");
                }
            }
            case ANSWERED -> {
                palette.append(out, Palette.BOLD, "Answered");
                out.append(' ').append(value("answer", finding.words()));
                appendChain(out, finding);
            }
            case REPEATED -> {
                palette.append(out, Palette.BOLD, "Repeated span");
                out.append("  ").append(described(first, true));
                appendTimes(out, finding);
                appendAttributes(out, first);
            }
            case SLOWEST -> {
                palette.append(out, Palette.BOLD, "Slowest spans");
                appendChain(out, finding);
                out.append(finding.words().isEmpty() ? "" : ": " + safe(finding.words()));
            }
            case MISSING -> {
                palette.append(out, Palette.BOLD, "Missing span");
                out.append("  ")
                        .append(safe(finding.words()))
                        .append(": followed ")
                        .append(safe(by(first)))
                        .append(safe(first.name()))
                        .append(" in every test that passed");
            }
        }
        return out.length() > MAX_LINE_LENGTH ? out.substring(0, MAX_LINE_LENGTH) + "…" : out.toString();
    }

    private void appendDifference(StringBuilder out, SpanFinding.AttributeDifference difference, String joint) {
        String name = difference.attribute();
        out.append(safe(name)).append('=').append(value(name, difference.value()));
        out.append(joint).append(value(name, difference.other()));
    }

    private static String times(int times) {
        return times == 2 ? "twice" : times + " times";
    }

    private void appendChain(StringBuilder out, SpanFinding finding) {
        List<Span> chain = finding.spans();
        for (int i = 0; i < chain.size(); i++) {
            boolean sameContainer = i > 0 && by(chain.get(i)).equals(by(chain.get(i - 1)));
            out.append(i == 0 ? "  " : formatter.options().unicode() ? " → " : " -> ")
                    .append(described(chain.get(i), !sameContainer));
        }
        appendAttributes(out, chain.get(chain.size() - 1));
    }

    private String described(Span span, boolean withContainer) {
        return (withContainer ? safe(by(span)) : "")
                + safe(span.name())
                + ' '
                + span.kind()
                + ' '
                + SpanConditions.words(span.duration());
    }

    private static String by(Span span) {
        String by = span.container() == null ? span.service() : span.container();
        return by == null ? "" : by + "  ";
    }

    private void appendTimes(StringBuilder out, SpanFinding finding) {
        if (finding.times() > 1) {
            out.append(formatter.options().unicode() ? "  ×" : "  x")
                    .append(finding.times())
                    .append(", ")
                    .append(SpanConditions.words(finding.together()))
                    .append(" together");
        }
    }

    private void appendCause(StringBuilder out, Span span) {
        if (span.statusMessage() != null) {
            out.append("  ").append(value("status", span.statusMessage()));
        }
        for (SpanEvent event : span.events()) {
            if (event.name().equals("exception") || event.attributes().get("exception.type") != null) {
                StringJoiner exception = new StringJoiner(": ");
                for (String part : new String[] {"exception.type", "exception.message"}) {
                    Object text = event.attributes().get(part);
                    if (text != null) {
                        exception.add(value(part, text));
                    }
                }
                out.append("  ").append(exception);
                return;
            }
        }
    }

    private void appendAttributes(StringBuilder out, Span span) {
        int shown = 0;
        for (Map.Entry<String, @Nullable Object> entry : span.attributes().entrySet()) {
            if (!USUAL.contains(entry.getKey()) && shown++ < MAX_ATTRIBUTES) {
                out.append("  ")
                        .append(safe(entry.getKey()))
                        .append('=')
                        .append(value(entry.getKey(), entry.getValue()));
            }
        }
    }

    private String value(String name, @Nullable Object value) {
        Redaction redaction = formatter.options().redaction();
        if (redaction.hides(name, value)) {
            return Redaction.MASK;
        }
        String text = safe(String.valueOf(value));
        return text.length() > MAX_VALUE_LENGTH ? text.substring(0, MAX_VALUE_LENGTH) + "…" : text;
    }

    private String safe(String text) {
        return formatter.safe(text);
    }
}
