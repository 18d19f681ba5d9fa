package io.github.structuredlogs.internal.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The extent of a value in a text, and its appearance. Each question reads the value once. */
final class SecretValue {

    /** Words in the place of a secret that are not one: "token=null", "password: must not be empty". */
    private static final Set<String> NO_SECRETS = Set.of(
            ("null nil none undefined empty unset missing absent present true false yes no ok not a an the is was are"
                            + " must may can cannot could should has have does for of in and or please enter your this that it its"
                            + " if when while because with without by from on at to invalid expired required optional unknown"
                            + " unexpected wrong failed failure denied rejected granted revoked accepted changed header redacted"
                            + " masked hidden protected error string str int integer number boolean bool object array varchar text"
                            + " char disabled enabled configured provided valid unauthorized forbidden success incorrect include omit")
                    .split(" "));

    private static final String[] CODE = {
        "os.environ",
        "os.getenv",
        "process.env",
        "System.getenv",
        "System.getProperty",
        "getenv(",
        "env(",
        "ENV[",
        "$_ENV"
    };

    /** No real text has quotes that are escaped more often than this. */
    private static final int MAX_ESCAPE_DEPTH = 64;

    private static final int MAX_BEHIND_LINE = 4_000;
    private static final int MAX_BEFORE = 256;
    private static final int MAX_IN_BRACKETS = 4_000;

    private final String text;
    /** The end of the text, or of the part that is read. */
    private int length;
    /** No bracket that opens before this position is closed. */
    private int unclosed;

    private final int[] open = new int[4];
    private static final String BRACKETS = "([{\"";

    /** The end of the last value, without its delimiter. */
    int end;
    /** The beginning of the last value. */
    int start;
    /** Whether the value is in quotes or brackets. */
    boolean enclosed;

    SecretValue(String text) {
        this.text = text;
        length = text.length();
    }

    /** Finds the extent of a value, reading a limited number of characters. */
    void readSome(int at, int keyFrom, int most) {
        int all = length;
        length = Math.min(all, at + most);
        read(at, keyFrom, false);
        length = all;
    }

    /** Finds the extent of a value that begins at a position, after its separator and blanks. */
    void read(int at, int keyFrom, boolean line) {
        int from = at;
        enclosed = false;
        Arrays.fill(open, -1);
        if (text.startsWith("<<\"", at)) {
            // Erlang's binaries
            from += 2;
        } else if (text.startsWith("[]string{", at)) {
            // Go's list
            from += 8;
        }
        if (text.startsWith("\"\"\"", from) || text.startsWith("'''", from)) {
            from += 2;
        }
        if (from + 1 < length && "bBuUrR@$".indexOf(text.charAt(from)) >= 0 && isQuote(text.charAt(from + 1))) {
            from++;
        }
        int slashes = slashes(from);
        if (from + slashes < length && slashes <= MAX_ESCAPE_DEPTH && isQuote(text.charAt(from + slashes))) {
            start = from + slashes + 1;
            end = endOfQuoted(start, text.charAt(from + slashes), slashes);
            enclosed = true;
            return;
        }
        if (from < length && (text.charAt(from) == '[' || text.charAt(from) == '{')) {
            int close = closing(from);
            if (close > 0 && (close + 1 >= length || !Character.isLetterOrDigit(text.charAt(close + 1)))) {
                start = from + 1;
                end = close;
                enclosed = true;
                return;
            }
            from++;
        }
        start = from;
        end = endOfBare(from, keyFrom, line);
    }

    /** Returns the end of a quoted text whose quotes have this number of backslashes. */
    private int endOfQuoted(int from, char quote, int escapes) {
        int backslashes = 0;
        int unit = 2 * (escapes + 1);
        int feed = -1;
        // A quote without a partner ends with its line; a quoted text of a few lines, such as a key, ends nearby.
        for (int i = from; i < length && (feed < 0 || i < feed + MAX_BEHIND_LINE); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            if (c == quote && backslashes % unit == escapes) {
                boolean doubled = c == '\'' && escapes == 0 && i > from && i + 1 < length && text.charAt(i + 1) == c;
                if (!doubled) {
                    return i - escapes;
                }
                i++;
            }
            if (c == '\n' && feed < 0) {
                feed = i;
            }
            backslashes = 0;
        }
        return feed < 0 ? length : feed;
    }

    /** Returns the bracket that closes the one at a position, -1 if there is none nearby in its line. */
    private int closing(int open) {
        int depth = 0;
        if (open < unclosed) {
            return -1;
        }
        int to = Math.min(length, open + MAX_IN_BRACKETS);
        char quote = 0;
        for (int i = open; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                break;
            }
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"') {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if ((c == ']' || c == '}') && --depth == 0) {
                return i;
            }
            unclosed = i;
        }
        return -1;
    }

    private int endOfBare(int from, int keyFrom, boolean line) {
        char outer = keyFrom > 0 && isQuote(text.charAt(keyFrom - 1)) ? text.charAt(keyFrom - 1) : 0;
        int end = endOfWord(from, keyFrom, outer, line);
        if (line) {
            // "Bearer x", "a=1; b=2", "Digest username=…, realm=…"
            boolean scheme = end > from && isScheme(from, end);
            while (end > from && end < length && isBlank(text.charAt(end))) {
                int next = afterBlanks(end);
                if (next == length || (!scheme && ";,".indexOf(text.charAt(end - 1)) < 0)) {
                    break;
                }
                end = endOfWord(next, keyFrom, outer, true);
                scheme = false;
            }
        }
        return end;
    }

    /** {@code Bearer}, {@code AWS4-HMAC-SHA256}. */
    private boolean isScheme(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return to - from <= 20;
    }

    private int endOfWord(int from, int keyFrom, char outer, boolean line) {
        int i = from;
        while (i < length && !ends(i, from, keyFrom, outer, line)) {
            i++;
        }
        return i;
    }

    private boolean ends(int at, int from, int keyFrom, char outer, boolean line) {
        char c = text.charAt(at);
        return switch (c) {
            case ' ', '\t', '\r', '\n', '\u00a0', '\u2028' -> true;
            case '\\' -> at + 1 < length && "nrt\"".indexOf(text.charAt(at + 1)) >= 0;
            case '"' -> outer == '"' || (!line && !goesOn(at)) || isBefore('"', from, keyFrom);
            case '\'', '`' -> outer == c || !goesOn(at);
            case ',', ';' -> !line && (!goesOn(at) || isPair(at + 1));
            case '&' -> isPair(at + 1) || (text.startsWith("amp;", at + 1) && isPair(at + 5));
            case ')', ']', '}' -> !goesOn(at) || isBefore(c == ')' ? '(' : c == ']' ? '[' : '{', from, keyFrom);
            case '<' -> at + 1 < length && (text.charAt(at + 1) == '/' || !goesOn(at));
            case '|' -> !goesOn(at);
            default -> false;
        };
    }

    /** Says whether the value continues after a delimiter, unlike others of its kind. */
    private boolean goesOn(int at) {
        int i = at + 1;
        while (i < length && i < at + 4 && ",;)]}'\"|".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < length && i < at + 4 && text.charAt(i) > ' ' && !text.startsWith("\\n", i);
    }

    /** Says whether another pair begins at the position: {@code name=}, {@code User Id=}, {@code "name":}. */
    private boolean isPair(int at) {
        int i = at;
        int to = Math.min(length, at + 64);
        while (i < to && (isBlank(text.charAt(i)) || isQuote(text.charAt(i)) || text.charAt(i) == '\\')) {
            i++;
        }
        int name = i;
        while (i < to && (isNamePart(text.charAt(i)) || (text.charAt(i) == ' ' && i > name))) {
            i++;
        }
        if (i == name || i >= to) {
            return false;
        }
        while (i < to && (isQuote(text.charAt(i)) || text.charAt(i) == '\\')) {
            i++;
        }
        return i < to && (text.charAt(i) == '=' || (text.charAt(i) == ':' && !text.startsWith("://", i)));
    }

    /**
     * Says whether a bracket or quote is open at the key, so that its partner ends the value. It searches only nearby.
     */
    private boolean isBefore(char bracket, int from, int keyFrom) {
        int known = BRACKETS.indexOf(bracket);
        if (open[known] < 0) {
            open[known] = isOpen(bracket, Math.min(keyFrom, from)) ? 1 : 0;
        }
        return open[known] == 1;
    }

    private boolean isOpen(char bracket, int before) {
        char close = bracket == '(' ? ')' : bracket == '[' ? ']' : bracket == '{' ? '}' : bracket;
        int depth = 0;
        for (int i = before - 1; i >= Math.max(0, before - MAX_BEFORE); i--) {
            char c = text.charAt(i);
            if (c == '\n') {
                break;
            }
            depth += c == bracket ? 1 : c == close ? -1 : 0;
            if (bracket != close && depth > 0) {
                return true;
            }
        }
        return bracket == close && depth % 2 != 0;
    }

    /** {@return the number of backslashes at a position} */
    int slashes(int at) {
        int i = at;
        while (i < length && text.charAt(i) == '\\') {
            i++;
        }
        return i - at;
    }

    int afterBlanks(int at) {
        int i = at;
        while (i < length && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** {@return whether the value is a word that replaces a secret, or the first word of such a sentence} */
    boolean isNone(boolean sentence) {
        int wordEnd = start;
        while (wordEnd < end && Character.isLetter(text.charAt(wordEnd))) {
            wordEnd++;
        }
        boolean whole = wordEnd == end || (sentence && !Character.isLetterOrDigit(text.charAt(wordEnd)));
        return whole && NO_SECRETS.contains(text.substring(start, wordEnd).toLowerCase(Locale.ROOT));
    }

    /** {@return whether the value has several words} */
    boolean isProse() {
        return words() > 1;
    }

    int words() {
        int words = 1;
        for (int i = start; i < end; i++) {
            words += text.charAt(i) == ' ' ? 1 : 0;
        }
        return words;
    }

    /** {@return whether the value is the first word of a sentence: plain words follow it} */
    boolean isSentence() {
        if (!isLetters(start, end) || end == start) {
            return false;
        }
        int at = end;
        for (int words = 0; words < 2; words++) {
            int from = at < length && text.charAt(at) == ' ' ? at + 1 : at;
            int to = from;
            while (to < length && Character.isLetter(text.charAt(to))) {
                to++;
            }
            if (to == from || from == at || (to < length && "=:_".indexOf(text.charAt(to)) >= 0)) {
                return false;
            }
            at = to;
        }
        return true;
    }

    /** {@return whether it is a program's identifier without digits: {@code client_credentials}} */
    boolean isIdentifier() {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    boolean isNumber() {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != ',') {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return whether it is a template or already masked: {@code ${DB_PASSWORD}}, {@code ****}, {@code <redacted>}}
     */
    boolean isPlaceholder() {
        if (end <= start) {
            return true;
        }
        char c = text.charAt(start);
        if (isRepeated(c)) {
            return true;
        }
        if (c == '[' || c == '<' || c == '(') {
            return end - start < 40 && isTag();
        }
        return isTemplate(start) || (c == '%' && end - start == 2) || (c == '?' && end - start == 1) || isCode(start);
    }

    /** {@code xxxxx}, {@code ****}, {@code ...}: a repeated character. */
    private boolean isRepeated(char c) {
        if ("*\u2022xX.#-_".indexOf(c) < 0 || (end - start < 3 && c != '*')) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != c) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return whether a template's variable is at the position: {@code ${X}}, {@code $X}, {@code $1}, {@code {{ .x
     * }}}}
     */
    boolean isTemplate(int at) {
        if (text.startsWith("${", at)
                || text.startsWith("$(", at)
                || text.startsWith("{{", at)
                || text.startsWith("<%", at)) {
            return true;
        }
        if (!text.startsWith("$", at) || at + 1 >= length) {
            return false;
        }
        int to = at + 1;
        while (to < length && (isCapital(text.charAt(to)) || text.charAt(to) == '_')) {
            to++;
        }
        if (to == at + 1) {
            while (to < length && to < at + 3 && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
                to++;
            }
        }
        return to > at + 1 && (to == length || !Character.isLetterOrDigit(text.charAt(to)));
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** {@code os.environ["X"]}, {@code System.getenv("X")}. */
    private boolean isCode(int at) {
        for (String code : CODE) {
            if (text.startsWith(code, at)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the value has only capital letters, like a placeholder in a command's usage} */
    boolean isCapitals() {
        for (int i = start; i < end; i++) {
            if (!isCapital(text.charAt(i)) && text.charAt(i) != '_') {
                return false;
            }
        }
        return end > start;
    }

    /** {@return whether only a placeholder follows the value's first word: {@code Bearer ***}} */
    boolean isSchemeOfPlaceholder() {
        int from = start;
        int word = start;
        while (word < end && Character.isLetter(text.charAt(word))) {
            word++;
        }
        int at = word > start ? afterBlanks(word) : word;
        if (at == word || at >= length) {
            return false;
        }
        start = at;
        end = Math.max(end, at);
        boolean placeholder = at < end && (isPlaceholder() || isTemplate(at));
        start = from;
        return placeholder;
    }

    private boolean isTag() {
        for (int i = start + 1; i < end - 1; i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c) && c != '-' && c != '_' && c != ' ' && c != '*') {
                return false;
            }
        }
        return true;
    }

    /** {@return whether it looks generated, or like a password: letters and digits mixed, or with punctuation} */
    boolean looksSecret(int shortest) {
        int to = end;
        while (to > start && ".,;:!?)".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        if (to - start < shortest) {
            return false;
        }
        boolean letters = false;
        int digits = 0;
        boolean signs = false;
        boolean leadingDigits = true;
        int units = 0;
        int slashes = 0;
        for (int i = start; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                leadingDigits &= units == 0;
            } else if (Character.isLetter(c)) {
                letters = true;
                units++;
            } else if ("!#$%^&*+=~?".indexOf(c) >= 0) {
                signs = true;
            } else if (c == ':' || c == '@' || c == '(' || c == '<' || (c == '/' && to - start < 24)) {
                // a path, an address, a call
                return false;
            } else if (c == '/') {
                slashes++;
            }
        }
        if (slashes > (to - start) / 12 || (slashes > 0 && text.charAt(start) == '/')) {
            return false;
        }
        boolean measured = leadingDigits && units <= 3 && !signs;
        return letters && !measured && (digits > 0 || signs);
    }

    boolean isLetters(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
