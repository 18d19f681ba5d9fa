package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.stack.StackTraceFold;
import io.github.structuredlogs.internal.stack.ThrownTitle;
import io.github.structuredlogs.internal.text.BuildCommands;
import io.github.structuredlogs.internal.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The formatter of a record for readers: container, time, level, logger, message, fields and trace in columns, and
 * below them further lines of the message and the exception.
 *
 * <p>All text from containers is redacted and has its control characters made visible. Thread-safe.
 */
public final class RecordFormatter {

    private static final int MESSAGE_LINES = 20;
    private static final int MAX_PARTS = 50;
    private static final int THROWN_BEFORE_ROOT = 160;
    /** The width of the text that a block puts before a record. */
    private static final int GUTTER = 2;

    private static final int TRACE_COLUMNS = "  trace=4bf92f35".length();
    private static final int MIN_VALUE_LENGTH = 20;
    private static final int MIN_CUT_LENGTH = MIN_VALUE_LENGTH + FieldText.CUT_SAYS;
    private static final String INDENT = " ".repeat(12);
    private static final Pattern STATUS = Pattern.compile(
            "\\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE) \\S{1,2000}+(?: HTTP/[\\d.]{1,3})?+\"?+"
                    + " ([1-5]\\d\\d)\\b");

    private final ConsoleOptions options;
    private final Palette palette;
    private final FieldText fields;
    private final MessageText messages;
    private final String ellipsis;
    private final String bar;
    private final ContainerColumn containers;
    private final ShownNames containerNames;
    private final ShownNames loggerNames;

    /**
     * Creates a formatter without known containers.
     *
     * @param options the options for showing records
     */
    public RecordFormatter(ConsoleOptions options) {
        this(options, new ContainerColumn());
    }

    /**
     * Creates a formatter that shares the containers of others in the same run.
     *
     * @param options the options for showing records
     * @param containers the column of their names
     */
    public RecordFormatter(ConsoleOptions options, ContainerColumn containers) {
        this.options = options;
        this.containers = containers;
        this.palette = new Palette(options.color());
        this.ellipsis = options.unicode() ? "…" : "...";
        this.bar = options.unicode() ? "│ " : "| ";
        this.fields = new FieldText(options, ellipsis);
        this.messages = new MessageText(options.redaction());
        this.containerNames =
                new ShownNames(name -> cutName(BuildCommands.atLineStart(safe(name)), options.containerColumn()));
        this.loggerNames = new ShownNames(name -> cutName(lastPart(safe(name)), options.loggerColumn()));
    }

    /** {@return a formatter with other options, and the same colours and columns for containers} */
    public RecordFormatter with(ConsoleOptions other) {
        return new RecordFormatter(other, containers);
    }

    /** {@return the record's lines joined by line feeds, without one at the end} */
    public String format(LogRecord record) {
        String[] message = messageLines(record);
        String first = firstLine(record, "", message[0]);
        return message.length == 1 && record.exception() == null
                ? first
                : String.join("\n", withDetails(first, record, message));
    }

    /** Widens the column for the container's name. {@return the name as it is shown} */
    public String makeRoom(String container) {
        String name = containerNames.of(container);
        containers.widen(Cells.width(name));
        return name;
    }

    /** {@return its options} */
    public ConsoleOptions options() {
        return options;
    }

    /** Reserves the colour and the width of a container, independent of the order in which containers start. */
    public void expect(String container) {
        makeRoom(container);
        style(container);
    }

    /** {@return the style of a container's name, the same everywhere} */
    public String style(String container) {
        return containers.style(container);
    }

    /**
     * Returns a line about an event of a container.
     *
     * @param container the container's name
     * @param at when it happened, null if unknown
     * @param words the event: {@code exited 137 (out of memory)}
     * @param severity the colour of the words, null for none
     * @return the line, without a line feed
     */
    public String lifecycle(String container, @Nullable Instant at, String words, @Nullable LogLevel severity) {
        StringBuilder out = new StringBuilder(96);
        appendContainer(out, container);
        appendTime(out, at);
        palette.append(out, Palette.DIM, options.unicode() ? "───── " : "----- ");
        palette.append(out, Palette.ofLevel(severity), safe(words));
        return out.toString();
    }

    /**
     * Returns a line about the state of a container.
     *
     * @param container the container's name
     * @param words the state: {@code ready after 1.9 s, 21 records}
     * @param severity the colour of the words, null for none
     * @return the line, without a line feed
     */
    public String state(String container, String words, @Nullable LogLevel severity) {
        StringBuilder out = new StringBuilder(64);
        appendContainer(out, container);
        palette.append(out, Palette.ofLevel(severity), safe(words));
        return out.toString();
    }

    /**
     * Returns a record in as many lines as it needs.
     *
     * @param record the record
     * @param note a note before the message, empty for none
     * @return the first line, then those below it
     */
    public List<String> lines(LogRecord record, String note) {
        String[] message = messageLines(record);
        return withDetails(firstLine(record, note, message[0]), record, message);
    }

    private String firstLine(LogRecord record, String note, String message) {
        String trace = record.traceId();
        StringBuilder out = new StringBuilder(240);
        appendStart(out, record);
        appendNote(out, note);
        appendMessage(out, record, message);
        appendFields(out, record, trace, message.isEmpty(), options.longestValue());
        appendTrace(out, trace);
        return out.toString().stripTrailing();
    }

    private List<String> withDetails(String first, LogRecord record, String[] message) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        for (int i = 1; i < message.length; i++) {
            lines.add(detail(bar, message[i]));
        }
        LoggedException exception = withoutSecrets(record.exception());
        if (exception != null && !isInline(exception)) {
            List<String> folded = StackTraceFold.fold(exception, record.logger(), options.stackDepth(), ellipsis);
            int told = 0;
            while (told < folded.size() && isOneOf(message, folded.get(told))) {
                told++;
            }
            for (String line : folded.subList(told, folded.size())) {
                lines.add(detail("", line));
            }
        }
        return lines;
    }

    /** Says whether an exception in plain text is already shown as part of the message. */
    private static boolean isOneOf(String[] message, String line) {
        String wanted = line.strip();
        return Arrays.stream(message).anyMatch(it -> it.strip().equals(wanted));
    }

    /**
     * Returns a record in one line: the lines of its message, its exception and the root cause.
     *
     * @param record the record
     * @param note a note before the message, empty for none
     * @return the line
     */
    public String line(LogRecord record, String note) {
        return line(record, note, List.of(), options.longestValue());
    }

    /** {@return the same line with everything: the records that continue it, and long values} */
    public String wholeLine(LogRecord record, String note, List<LogRecord> details) {
        return line(record, note, details, options.longestFields());
    }

    private String line(LogRecord record, String note, List<LogRecord> details, int longestValue) {
        StringBuilder out = new StringBuilder(200);
        appendStart(out, record);
        appendNote(out, note);
        List<String> parts = new ArrayList<>();
        addLines(parts, messages.of(record));
        for (LogRecord detail : details) {
            addLines(parts, messages.of(detail));
        }
        LoggedException exception = withoutSecrets(record.exception());
        boolean thrown = exception != null && !isInline(exception);
        if (thrown) {
            // the exception says everything
            parts.remove("Traceback (most recent call last):");
        }
        if (parts.isEmpty() && exception == null && record.message() != null) {
            // a brace of a dump, or a rule
            parts.add(options.redaction().text(record.message().strip()));
        }
        if (parts.isEmpty() && isEmptyObject(record)) {
            parts.add(record.raw().strip());
        }
        String message = shortened(parts);
        boolean nothing = message.isEmpty();
        appendMessage(out, record, message);
        if (exception != null && thrown) {
            appendException(out, exception, record.logger(), message);
        }
        String trace = record.traceId();
        appendFields(out, record, trace, nothing && exception == null, longestValue);
        appendTrace(out, trace);
        return out.toString().stripTrailing();
    }

    /**
     * {@return what a record says in a few words, without colours: the first line of its message, then its exception}
     *
     * @param longest how long each of the two may be
     */
    public String words(LogRecord record, int longest) {
        String message = record.message();
        String first = message == null
                ? ""
                : neutral(options.redaction()
                        .text(message)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip());
        String shown = cutName(first, longest);
        LoggedException exception = withoutSecrets(record.exception());
        if (exception == null || isInline(exception)) {
            return shown;
        }
        List<String> thrown = new ArrayList<>();
        addLines(thrown, ThrownTitle.beside(exception, first).behind("", options.unicode()));
        if (thrown.isEmpty()) {
            return shown;
        }
        return shown
                + (shown.isEmpty() ? "" : options.unicode() ? " — " : " - ")
                + headAndTail(neutral(String.join(" ", thrown)), longest);
    }

    private static void addLines(List<String> parts, @Nullable String text) {
        if (text != null) {
            text.lines()
                    .map(String::strip)
                    .filter(line -> line.codePoints().anyMatch(Character::isLetterOrDigit))
                    .limit(MAX_PARTS)
                    .forEach(parts::add);
        }
    }

    /** Keeps the first lines and the last one, because Python and others name the error at the end. */
    private String shortened(List<String> parts) {
        String separator = options.unicode() ? " ⏎ " : " / ";
        String all = String.join(separator, parts);
        int longest = options.longestMessageLine();
        if (all.length() <= longest) {
            return all;
        }
        if (parts.size() == 1) {
            return headAndTail(all, longest);
        }
        String last = headAndTail(parts.get(parts.size() - 1), longest / 2);
        int head = Math.max(longest - last.length(), longest / 2);
        return all.substring(0, Math.min(head, all.length())) + ellipsis + separator + last;
    }

    /** Who writes a long sentence names the reason at its end. */
    private String headAndTail(String text, int longest) {
        if (text.length() <= longest + FieldText.CUT_SAYS) {
            return text;
        }
        String length = String.format(Locale.ROOT, "%s (%,d chars) %s ", ellipsis, text.length(), ellipsis);
        int room = longest / 2;
        String tail = text.substring(text.length() - room);
        int over = Cells.width(tail) - room;
        if (over > 0) {
            tail = tail.substring(Cells.end(tail, over));
        }
        if (!tail.isEmpty() && Character.isLowSurrogate(tail.charAt(0))) {
            tail = tail.substring(1);
        }
        return text.substring(0, Cells.end(text, longest - room)) + length + tail;
    }

    private void appendException(
            StringBuilder out, LoggedException exception, @Nullable String logger, String message) {
        ThrownTitle thrown = ThrownTitle.beside(exception, message);
        String title = thrown.title();
        String root = thrown.root();
        if (title != null) {
            // The root cause says more, so it must stay visible.
            appendCause(
                    out,
                    message.isEmpty() ? "" : options.unicode() ? " — " : " - ",
                    root == null ? title : cutName(title, THROWN_BEFORE_ROOT));
        }
        if (root != null) {
            appendCause(out, options.unicode() ? " ⇐ " : " <- ", root);
        }
        String place = StackTraceFold.place(exception, logger);
        if (place != null) {
            palette.append(out, Palette.DIM, " at " + fields.cut(safe(place), options.longestValue()));
        }
    }

    private void appendCause(StringBuilder out, String mark, String title) {
        palette.append(out, Palette.DIM, mark);
        List<String> lines = new ArrayList<>();
        addLines(lines, ThrownTitle.simple(title));
        out.append(fields.cut(neutral(shortened(lines)), options.longestMessageLine()));
    }

    private void appendNote(StringBuilder out, String note) {
        if (!note.isEmpty()) {
            palette.append(out, Palette.BOLD, "[" + note + "]");
            out.append(' ');
        }
    }

    private String detail(String mark, String line) {
        String shown = fields.cut(neutral(line), options.longestMessageLine());
        boolean frame = mark.isEmpty() && shown.startsWith("  ");
        StringBuilder out = new StringBuilder(INDENT);
        // GitHub's runner takes a line that begins with two colons, after blanks or not, as a command.
        palette.append(out, Palette.DIM, BuildCommands.atLineStart(shown).equals(shown) ? mark : bar);
        palette.append(out, frame ? Palette.DIM : null, shown);
        return out.toString().stripTrailing();
    }

    /** Says whether an error of Go or Rust is only a message, which is shown like a field. */
    private static boolean isInline(LoggedException exception) {
        return exception.type() == null && exception.stackTrace() == null;
    }

    /** {@return any text without secrets, and without anything that acts on its reader} */
    public String safe(String raw) {
        return neutral(options.redaction().text(raw));
    }

    private static String neutral(String redacted) {
        return SafeText.neutral(redacted);
    }

    /**
     * Redacts the whole exception before it is shortened: a secret may have several lines, and shortening may remove
     * the part that identifies it.
     */
    private @Nullable LoggedException withoutSecrets(@Nullable LoggedException thrown) {
        return thrown == null
                ? null
                : new LoggedException(
                        withoutSecrets(thrown.type()),
                        withoutSecrets(thrown.message()),
                        withoutSecrets(thrown.stackTrace()));
    }

    private @Nullable String withoutSecrets(@Nullable String text) {
        return text == null ? null : options.redaction().text(text);
    }

    private String[] messageLines(LogRecord record) {
        String message = messages.of(record);
        if (message == null || message.isBlank()) {
            return new String[] {isEmptyObject(record) ? record.raw().strip() : ""};
        }
        String stripped = message.strip();
        if (stripped.indexOf('\n') < 0) {
            return new String[] {stripped};
        }
        String[] lines = stripped.split("\r?\n", MESSAGE_LINES + 1);
        if (lines.length > MESSAGE_LINES) {
            long left = lines[MESSAGE_LINES].lines().count();
            lines[MESSAGE_LINES] = ellipsis + " " + left + (left == 1 ? " line" : " lines");
        }
        return lines;
    }

    /** Says whether the record would be an empty line, because its object has no members. */
    private static boolean isEmptyObject(LogRecord record) {
        return record.message() == null
                && record.fields().isEmpty()
                && record.raw().strip().equals("{}");
    }

    private void appendStart(StringBuilder out, LogRecord record) {
        String container = record.container();
        if (container != null) {
            appendContainer(out, container);
        }
        appendTime(out, record.time());
        appendLevel(out, record);
        appendLogger(out, record.logger());
    }

    private void appendContainer(StringBuilder out, String container) {
        String name = makeRoom(container);
        palette.append(out, style(container), name);
        pad(out, containers.width() - Cells.width(name) + 2);
    }

    private void appendTime(StringBuilder out, @Nullable Instant time) {
        if (time == null) {
            pad(out, 13);
            return;
        }
        int offset = options.zone().getRules().getOffset(time).getTotalSeconds();
        int second = (int) Math.floorMod(time.getEpochSecond() + offset, 86_400L);
        palette.begin(out, Palette.DIM);
        digits(out, second / 3600, 2);
        digits(out.append(':'), second / 60 % 60, 2);
        digits(out.append(':'), second % 60, 2);
        digits(out.append('.'), time.getNano() / 1_000_000, 3);
        palette.end(out);
        out.append(' ');
    }

    private static void digits(StringBuilder out, int value, int digits) {
        int unit = digits == 3 ? 100 : 10;
        for (int rest = value; unit > 0; unit /= 10) {
            out.append((char) ('0' + rest / unit));
            rest %= unit;
        }
    }

    private void appendLevel(StringBuilder out, LogRecord record) {
        LogLevel level = record.level();
        String shown = "";
        if (level != null) {
            shown = level.name();
        } else if (record.levelText() != null) {
            String spelled = safe(record.levelText());
            shown = spelled.substring(0, Cells.end(spelled, 5));
        }
        palette.append(out, Palette.ofLevel(level), shown);
        pad(out, 6 - Cells.width(shown));
    }

    private void appendLogger(StringBuilder out, @Nullable String logger) {
        int column = options.loggerColumn();
        String name = logger == null ? "" : loggerNames.of(logger);
        palette.append(out, Palette.DIM, name);
        pad(out, column - Cells.width(name) + 1);
    }

    /** Returns the last part of a name with dots, slashes or colons. */
    private static String lastPart(String logger) {
        int end = logger.length();
        while (end > 0 && !Character.isLetterOrDigit(logger.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && "./:[".indexOf(logger.charAt(start - 1)) < 0) {
            start--;
        }
        boolean name = hasLetter(logger, start, end);
        return name ? logger.substring(start, end) : logger;
    }

    private static boolean hasLetter(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetter(text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    private String cutName(String name, int longest) {
        return Cells.width(name) <= longest
                ? name
                : name.substring(0, Cells.end(name, longest - ellipsis.length())) + ellipsis;
    }

    private void appendMessage(StringBuilder out, LogRecord record, String line) {
        String whole = headAndTail(neutral(line), options.longestMessageLine());
        // Nothing stands before it where neither container nor time is known.
        String shown = isBlank(out) ? BuildCommands.atLineStart(whole) : whole;
        if (options.color() && record.level() == null) {
            Matcher status = STATUS.matcher(shown);
            if (status.find()) {
                out.append(shown, 0, status.start(1));
                palette.append(out, Palette.ofStatus(Integer.parseInt(status.group(1))), status.group(1));
                out.append(shown, status.end(1), shown.length());
                return;
            }
        }
        out.append(shown);
    }

    private static boolean isBlank(StringBuilder out) {
        for (int i = 0; i < out.length(); i++) {
            if (!Character.isWhitespace(out.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private void appendFields(
            StringBuilder out, LogRecord record, @Nullable String trace, boolean first, int longestValue) {
        int start = out.length();
        String separator = first ? "" : "  ";
        LoggedException exception = record.exception();
        if (exception != null && isInline(exception) && exception.message() != null) {
            String error = fields.cut(safe(exception.message()), options.longestMessageLine());
            appendField(out.append(separator), "error", '"' + error + '"');
            separator = " ";
        }
        List<FieldText.FieldEntry> entries =
                fitting(record, trace, longestValue, options.width() - GUTTER - Palette.width(out));
        for (int i = 0; i < entries.size(); i++) {
            if (out.length() - start > options.longestFields()) {
                int left = entries.size() - i;
                palette.append(out, Palette.DIM, " " + ellipsis + " " + left + (left == 1 ? " field" : " fields"));
                return;
            }
            appendField(
                    out.append(separator), entries.get(i).key(), entries.get(i).value());
            separator = " ";
        }
    }

    /** The fields, and where it takes no more than to cut ids and long values, cut so that the line need not be wrapped. */
    private List<FieldText.FieldEntry> fitting(LogRecord record, @Nullable String trace, int longestValue, int rest) {
        List<FieldText.FieldEntry> entries = fields.entries(record, longestValue);
        int room = rest - 1 - (trace == null ? 0 : TRACE_COLUMNS);
        if (longestValue > options.longestValue() || FieldText.width(entries, Integer.MAX_VALUE) <= room) {
            return entries;
        }
        List<FieldText.FieldEntry> shortIds = fields.withShortIds(entries);
        if (FieldText.width(shortIds, Integer.MAX_VALUE) <= room) {
            return shortIds;
        }
        if (FieldText.width(shortIds, MIN_CUT_LENGTH) > room) {
            return entries;
        }
        for (int longest = longestValue * 3 / 4; longest >= MIN_VALUE_LENGTH; longest = longest * 3 / 4) {
            List<FieldText.FieldEntry> shorter = fields.withShortIds(fields.entries(record, longest));
            if (FieldText.width(shorter, Integer.MAX_VALUE) <= room) {
                return shorter;
            }
        }
        return entries;
    }

    private void appendField(StringBuilder out, String key, String value) {
        palette.begin(out, Palette.DIM);
        out.append(key).append('=');
        palette.end(out);
        out.append(value);
    }

    private void appendTrace(StringBuilder out, @Nullable String trace) {
        if (trace != null) {
            String shown = isHex(trace) ? trace : safe(trace);
            palette.begin(out, Palette.DIM);
            out.append("  trace=").append(shown, 0, shown.length() > 12 ? 8 : shown.length());
            palette.end(out);
        }
    }

    /** Whether a text is an id as W3C's are, which is no secret and acts on nobody. */
    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i == 32 || !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static void pad(StringBuilder out, int blanks) {
        for (int i = 0; i < blanks; i++) {
            out.append(' ');
        }
    }
}
