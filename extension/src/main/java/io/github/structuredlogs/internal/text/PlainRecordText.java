package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.LogRecord;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How records are shown that come from a list and no run, whose settings would say it. */
public enum PlainRecordText implements RecordText {
    INSTANCE;

    private static final int LONGEST_VALUE = 200;

    @Override
    public String line(LogRecord record) {
        StringJoiner line = new StringJoiner(" ");
        add(line, record.container());
        add(line, record.time());
        add(line, record.level());
        add(line, record.logger());
        add(line, record.message());
        for (Map.Entry<String, @Nullable Object> field : record.fields().entrySet()) {
            line.add(plain(field.getKey()) + "=" + plain(String.valueOf(field.getValue())));
        }
        return line.toString();
    }

    private void add(StringJoiner line, @Nullable Object value) {
        if (value != null) {
            line.add(plain(value.toString()));
        }
    }

    @Override
    public String value(String part, @Nullable Object value) {
        return value instanceof CharSequence ? '"' + plain(value.toString()) + '"' : plain(String.valueOf(value));
    }

    @Override
    public String plain(String text) {
        return visible(text, LONGEST_VALUE);
    }

    @Override
    public String foreign(String words, Collection<? extends LogRecord> about) {
        return words.lines().map(line -> visible(line, Integer.MAX_VALUE)).collect(Collectors.joining("\n"));
    }

    private static String visible(String text, int longest) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length(); i++) {
            if (plain.length() >= longest) {
                return plain.append('…').toString();
            }
            char c = text.charAt(i);
            int type = Character.getType(c);
            if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                plain.append(String.format("\\u%04x", (int) c));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
