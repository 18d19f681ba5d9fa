package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;
import java.util.Locale;
import java.util.Set;

/**
 * Finds secrets in a text by where they stand: a name that says so, what separates, and the value. One pass over the words
 * of the text; not reusable.
 */
final class NamedSecrets {

    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "negotiate", "digest", "apikey", "ntlm");
    /** Keys whose value is the name of what stands beside it. */
    private static final Set<String> NAME_KEYS = Set.of(
            "name", "key", "header", "var", "variable", "property", "k", "param", "field", "id", "option", "setting");

    private static final Set<String> VALUE_KEYS = Set.of(
            "value", "val", "values", "v", "content", "default", "defaultvalue", "data", "stringvalue", "new_value");

    private static final Set<String> LINKS = Set.of(
            "is", "was", "are", "to", "as", "set", "changed", "reset", "be", "being", "lautet", "ist", "est", "es");
    /** What is named behind a colon, so that it is not the secret. */
    private static final Set<String> OTHERS = Set.of(
            "user",
            "username",
            "account",
            "host",
            "id",
            "code",
            "status",
            "error",
            "reason",
            "at",
            "in",
            "after",
            "line",
            "attempts",
            "policy",
            "message",
            "cause",
            "exception",
            "login",
            "email",
            "client",
            "realm",
            "time",
            "path",
            "address",
            "url",
            "version",
            "by",
            "from",
            "database",
            "role",
            "principal",
            "subject",
            "detail",
            "details");

    /** So far behind its name a sentence may tell a secret. */
    private static final int MAX_SENTENCE_LENGTH = 120;

    private static final int MAX_NAME_LENGTH = 128;
    private static final int MIN_TOKEN_LENGTH = 6;
    private static final int LONG_TOKEN = 16;
    private static final int MAX_PAIR_LENGTH = 512;
    private static final int MAX_PAIRS_BETWEEN = 3;

    private final SecretNames names;
    private final String text;
    private final int length;
    private final MaskedText masked;
    private final SecretValue value;

    /** The word before, if only a blank stands between. */
    private int previousFrom = -1;

    private int previousTo = -1;
    /** The value of a key that says no more than that it is one. */
    private int valueFrom = -1;

    private int valueTo = -1;
    /** No name is looked for before this. */
    private int done;

    NamedSecrets(SecretNames names, String text, MaskedText masked) {
        this.names = names;
        this.text = text;
        this.masked = masked;
        length = text.length();
        value = new SecretValue(text);
    }

    void find() {
        int at = 0;
        while (at < length) {
            while (at < length && !SecretValue.isNamePart(text.charAt(at))) {
                at++;
            }
            int from = at;
            while (at < length && SecretValue.isNamePart(text.charAt(at))) {
                at++;
            }
            if (from < at) {
                word(from, at);
                at = Math.max(at, done);
                previousFrom = from;
                previousTo = at;
            }
        }
    }

    private void word(int begin, int to) {
        // %26password%3D: what is behind an escaped character
        int from = begin > 0 && text.charAt(begin - 1) == '%' && to - begin > 3 ? begin + 2 : begin;
        int size = to - from;
        if (size <= 12 && "vcdsn".indexOf(text.charAt(from) | 0x20) >= 0 && isValueKey(from, to)) {
            remember(from, to);
        }
        if (size >= 3 && size <= 10 && scheme(from, to)) {
            return;
        }
        if (size == 2 && text.regionMatches(true, from, "by", 0, 2) && isIdentifiedBy(from)) {
            hideArgument(to, from);
            return;
        }
        if (text.charAt(from) == '-' && size <= 40 && option(from, to)) {
            return;
        }
        if (size <= 40 && command(from, to)) {
            return;
        }
        if (!names.mayBe(text, Math.max(from, to - MAX_NAME_LENGTH), to)) {
            // "API key": the first of two words may tell.
            if (!isBehindWord(from) || !names.mayBe(text, previousFrom, previousTo)) {
                return;
            }
        }
        Secrecy secrecy = secrecy(from, to);
        if (secrecy != Secrecy.NO) {
            named(from, to, secrecy);
        }
    }

    private Secrecy secrecy(int from, int to) {
        String name = text.substring(Math.max(from, to - MAX_NAME_LENGTH), to);
        Secrecy secrecy = names.secrecy(name);
        if (secrecy == Secrecy.NO && isBehindWord(from) && names.mayEnd(name)) {
            int first = Math.max(previousFrom, previousTo - MAX_NAME_LENGTH);
            return names.secrecy(text.substring(first, previousTo) + ' ' + name);
        }
        if (secrecy != Secrecy.NO && isBehindWord(from) && isUnexpected()) {
            return Secrecy.NO;
        }
        return secrecy;
    }

    /** A parser's "unexpected token: x". */
    private boolean isUnexpected() {
        String before = text.substring(Math.max(previousFrom, previousTo - 12), previousTo)
                .toLowerCase(Locale.ROOT);
        return before.equals("unexpected") || before.equals("unrecognized") || before.equals("offending");
    }

    private boolean isBehindWord(int from) {
        return previousTo == from - 1 && previousFrom >= 0 && SecretValue.isBlank(text.charAt(from - 1));
    }

    // --- a name and what separates it from its value

    private void named(int from, int to, Secrecy secrecy) {
        int at = to;
        boolean quoted = false;
        int slashes = value.slashes(at);
        int string = from;
        if (from > 0 && at + slashes < length && SecretValue.isQuote(text.charAt(at + slashes))) {
            // A name may be the last part of a path: "/prod/db/password".
            while (string > 0 && string > from - MAX_NAME_LENGTH && isPathPart(text.charAt(string - 1))) {
                string--;
            }
            quoted = string > 0 && text.charAt(string - 1) == text.charAt(at + slashes);
            at += slashes + (quoted ? 1 : 0);
        } else if (from > 0 && text.charAt(from - 1) == '[' && text.startsWith("]", to)) {
            // PHP's [password] => x
            at++;
        }
        int next = value.afterBlanks(at);
        char c = next < length ? text.charAt(next) : '\0';
        if (next < length && isBesideItsName(string, at, quoted, secrecy)) {
            return;
        }
        if (quoted && c == ']' && next + 1 < length && "=:".indexOf(text.charAt(next + 1)) >= 0) {
            // env["PASSWORD"]="x"
            next++;
            c = text.charAt(next);
        }
        if (c == '=' || c == ':' || c == '\u2192' || c == '\uff1a' || text.startsWith("->", next)) {
            separated(from, to, next, quoted, secrecy);
        } else if (text.startsWith("%3D", next) || text.startsWith("%3A", next)) {
            escaped(next + 3);
        } else if (text.startsWith(";s:", next)) {
            serialized(next + 3, from);
        } else if (c == ',' && (quoted || (from > 0 && text.charAt(from - 1) == '{'))) {
            listed(from, to, value.afterBlanks(next + 1), quoted ? secrecy : Secrecy.LINE);
        } else if (quoted && next > at && isOpeningQuote(next) && secrecy != Secrecy.TEXT) {
            // "requirepass" "x"
            value.read(next, from, false);
            hideUnlessNone();
        } else if ((c == ',' || c == ')') && !quoted) {
            column(from, next);
        } else if (c == '>' && !quoted) {
            element(from, next + 1, secrecy);
        } else if (text.startsWith("&gt;", to) && text.startsWith("&lt;", from - 4)) {
            value.start = to + 4;
            int end = text.indexOf("&lt;", to);
            value.end = end < 0 ? length : end;
            hideUnlessNone();
        } else if (!quoted && secrecy != Secrecy.TEXT && isElement(from)) {
            elementWithAttributes(next, secrecy);
        } else if (c == '(' && next == to) {
            called(from, next + 1, secrecy);
        } else if (next > to && isDashed(from)) {
            hideArgument(to, from);
        } else if (next > to && is("requirepass", from, to)) {
            hideArgument(to, from);
        } else if (!quoted && next > to && next < length) {
            spoken(from, to, next, secrecy);
        }
    }

    private static boolean isPathPart(char c) {
        return SecretValue.isNamePart(c) || c == '/';
    }

    private void hideUnlessNone() {
        if (!value.isNone(false) && !value.isPlaceholder()) {
            hideValue();
        }
    }

    /** {@code password%3Dx%26…}. */
    private void escaped(int at) {
        int end = at;
        while (end < length && text.charAt(end) > ' ' && text.charAt(end) != '&' && !text.startsWith("%26", end)) {
            end++;
        }
        value.start = at;
        value.end = end;
        hideUnlessNone();
    }

    /** PHP's {@code s:8:"password";s:1:"x"}. */
    private void serialized(int at, int from) {
        int quote = at;
        while (quote < length && quote < at + 8 && text.charAt(quote) != '"') {
            quote++;
        }
        if (quote < length && text.charAt(quote) == '"') {
            value.read(quote, from, false);
            hideUnlessNone();
        }
    }

    /** {@code INSERT INTO users (email, password) VALUES ('a', 'x')}: the value at the name's place. */
    private void column(int from, int at) {
        int close = at;
        int most = Math.min(length, at + MAX_PAIR_LENGTH);
        while (close < most && text.charAt(close) != ')' && text.charAt(close) != '\'') {
            close++;
        }
        int values = close < most ? value.afterBlanks(close + 1) : length;
        if (values >= length || !text.regionMatches(true, values, "values", 0, 6)) {
            return;
        }
        int place = 0;
        for (int i = from; i > Math.max(0, from - MAX_PAIR_LENGTH) && text.charAt(i) != '('; i--) {
            place += text.charAt(i) == ',' ? 1 : 0;
        }
        int argument = value.afterBlanks(values + 6);
        while (argument < length && text.charAt(argument) == '(') {
            argument = hideArgumentAt(place, argument + 1, from);
            if (argument < length && text.charAt(argument) == ',') {
                argument = value.afterBlanks(argument + 1);
            }
        }
    }

    /** Hides one of the values up to a bracket. {@return behind the bracket} */
    private int hideArgumentAt(int place, int from, int keyFrom) {
        int at = from;
        int most = Math.min(length, from + 4 * MAX_PAIR_LENGTH);
        for (int argument = 0; at < most && text.charAt(at) != ')'; ) {
            char c = text.charAt(at);
            if (SecretValue.isQuote(c)) {
                value.read(at, keyFrom, false);
                if (argument == place || place < 0) {
                    hideUnlessNone();
                }
                at = value.end + 1;
            } else {
                argument += c == ',' ? 1 : 0;
                at++;
            }
        }
        return Math.min(length, at + 1);
    }

    private void separated(int from, int to, int separator, boolean quoted, Secrecy secrecy) {
        char c = text.charAt(separator);
        if (c == ':' && !quoted && from > 0 && (text.charAt(from - 1) == '/' || text.charAt(from - 1) == '@')) {
            // the host of an address, the name of an image
            return;
        }
        // A path of C++ or Rust; LDIF's mark of Base64 has a blank behind it.
        boolean path = text.startsWith("::", separator) && !text.startsWith(":: ", separator);
        if (text.startsWith("://", separator) || path || text.startsWith("${", from - 2)) {
            return;
        }
        int at = separator + 1;
        while (at < length && at < separator + 4 && "=:>~".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean blank = at < length && SecretValue.isBlank(text.charAt(at));
        at = value.afterBlanks(at);
        if (at == length || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
            onNextLine(at, c);
            return;
        }
        if (value.isTemplate(at) || (c == ':' && block(at, from))) {
            return;
        }
        if (from > 0 && text.charAt(from - 1) == '[' && text.startsWith("] => ", to)) {
            // print_r puts no quotes around what may have blanks.
            value.start = at;
            value.end = endOfLine(at);
            hideUnlessNone();
            return;
        }
        value.read(at, from, secrecy == Secrecy.LINE);
        boolean sentence = c == ':' && !value.enclosed && blank;
        if (value.isNone(sentence || (c == ':' && value.enclosed && value.isProse()))
                || value.isPlaceholder()
                || (secrecy == Secrecy.LINE && value.isSchemeOfPlaceholder())
                || (secrecy == Secrecy.TEXT && value.isNumber())
                || (sentence && secrecy != Secrecy.LINE && value.isSentence())
                || isWeak(from, to, c, quoted, secrecy)) {
            return;
        }
        hideValue();
    }

    private int endOfLine(int at) {
        int end = at;
        while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** YAML's {@code |} and {@code >-}: the lines below that are indented further. */
    private boolean block(int at, int from) {
        char c = text.charAt(at);
        int end = at + (at + 1 < length && "-+".indexOf(text.charAt(at + 1)) >= 0 ? 2 : 1);
        if ((c != '|' && c != '>') || end >= length || text.charAt(end) != '\n') {
            return false;
        }
        int indent = 0;
        for (int i = from - 1; i >= 0 && text.charAt(i) != '\n' && indent < MAX_NAME_LENGTH; i--) {
            indent++;
        }
        value.start = end + 1;
        int line = value.start;
        value.end = value.start;
        while (line < length) {
            int text0 = value.afterBlanks(line);
            if (text0 - line <= indent && text0 < length && text.charAt(text0) != '\n') {
                break;
            }
            value.start = value.start == line ? text0 : value.start;
            value.end = endOfLine(text0);
            line = value.end + 1;
        }
        if (value.end > value.start) {
            hideValue();
        }
        return true;
    }

    private void hideValue() {
        masked.hide(value.start, value.end);
        done = Math.max(done, value.end);
    }

    /** "pass" alone counts tests that passed; a number or a plain word beside it is no secret. */
    private boolean isWeak(int from, int to, char separator, boolean quoted, Secrecy secrecy) {
        if (to - from == 4 && text.regionMatches(true, from, "pass", 0, 4)) {
            return value.isNumber() || (separator == ':' && !quoted && value.isLetters(value.start, value.end));
        }
        if (to - from >= 3 && text.regionMatches(true, to - 3, "pwd", 0, 3) && isDirectory()) {
            return true;
        }
        if (value.isNumber() && value.end - value.start <= 3) {
            boolean field = value.end < length && text.charAt(value.end) == ';' && separator == '=';
            if (field || names.isCode(text.substring(from, to))) {
                return true;
            }
        }
        if (separator == ':' && !quoted && !value.enclosed && isNextMember(from)) {
            return true;
        }
        return secrecy == Secrecy.TEXT
                && !value.enclosed
                && !quoted
                && separator == ':'
                && (isLowerWord(value.start, value.end) || isPair(value.start, value.end));
    }

    /** Go's {@code {Password: Mode:x}}, where the value is empty. */
    private boolean isNextMember(int from) {
        int colon = value.start;
        while (colon < value.end && Character.isLetterOrDigit(text.charAt(colon))) {
            colon++;
        }
        return colon > value.start
                && colon < value.end
                && text.charAt(colon) == ':'
                && Character.isUpperCase(text.charAt(value.start))
                && Character.isUpperCase(text.charAt(from));
    }

    private boolean isDirectory() {
        char c = text.charAt(value.start);
        return c == '/' || c == '~' || text.startsWith(":\\", value.start + 1);
    }

    private boolean isLowerWord(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    /** "Password for the elastic user:" and the password on a line of its own. */
    private void onNextLine(int at, char separator) {
        int line = at;
        while (line < length && line < at + 4 && text.charAt(line) <= ' ') {
            line++;
        }
        if (line == at || line >= length) {
            return;
        }
        if (text.startsWith("string(", line)) {
            // PHP's var_dump
            int quote = text.indexOf('"', line);
            if (quote > 0 && quote < line + 20) {
                value.read(quote, line, false);
                hideUnlessNone();
            }
            return;
        }
        if (separator != ':') {
            return;
        }
        value.start = line;
        value.end = line;
        while (value.end < length && text.charAt(value.end) > ' ') {
            value.end++;
        }
        boolean alone = value.end == length || text.charAt(value.end) == '\n' || text.charAt(value.end) == '\r';
        if (alone && value.looksSecret(MIN_TOKEN_LENGTH)) {
            hideValue();
        }
    }

    /** {@code ["Authorization", "Bearer x"]}, {@code ["--password", "x"]}. */
    private void listed(int from, int to, int at, Secrecy secrecy) {
        if (at >= length) {
            return;
        }
        value.read(at, from, false);
        if (!value.enclosed || value.isPlaceholder()) {
            return;
        }
        boolean sure = secrecy == Secrecy.LINE || isDashed(from) || isHeader(from, to);
        if (!sure && value.isIdentifier()) {
            return;
        }
        if (sure ? !value.isNone(false) : value.looksSecret(MIN_TOKEN_LENGTH)) {
            hideValue();
        }
    }

    private boolean isHeader(int from, int to) {
        return (text.charAt(from) | 0x20) == 'x' && from + 1 < to && text.charAt(from + 1) == '-';
    }

    private boolean isDashed(int from) {
        return text.charAt(from) == '-';
    }

    /** {@code <password>x</password>}, with a prefix or without. */
    private void element(int from, int at, Secrecy secrecy) {
        if (at < length && isElement(from)) {
            content(at, secrecy);
        }
    }

    private boolean isElement(int from) {
        int before = from - 1;
        if (before >= 0 && text.charAt(before) == ':') {
            while (before > 0 && before > from - 40 && text.charAt(before) != '<') {
                before--;
            }
        }
        return before >= 0 && text.charAt(before) == '<';
    }

    private void elementWithAttributes(int at, Secrecy secrecy) {
        int to = Math.min(length, at + 200);
        for (int i = at; i < to; i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '\n' || (c == '/' && text.startsWith("/>", i))) {
                return;
            }
            if (c == '>') {
                content(i + 1, secrecy);
                return;
            }
        }
    }

    /** What an element holds. */
    private void content(int at, Secrecy secrecy) {
        boolean raw = text.startsWith("<![CDATA[", at);
        int end = raw ? text.indexOf("]]>", at) : text.indexOf('<', at);
        value.start = raw ? at + 9 : at;
        value.end = end < 0 ? length : end;
        if (!value.isNone(false)
                && !value.isPlaceholder()
                && !text.substring(at, value.end).isBlank()
                && (secrecy != Secrecy.TEXT || !value.isNumber())) {
            hideValue();
        }
    }

    /** {@code PASSWORD('x')}, {@code setPassword("x")}; what is got takes a name. */
    private void called(int from, int at, Secrecy secrecy) {
        int argument = value.afterBlanks(at);
        boolean asked = text.startsWith("get", from) || text.startsWith("find", from) || text.startsWith("load", from);
        if (argument < length && secrecy != Secrecy.TEXT && !asked) {
            value.read(argument, from, false);
            if (value.enclosed && isQuotedAt(argument) && !value.isNone(false) && !value.isPlaceholder()) {
                hideValue();
            }
        }
    }

    private boolean isQuotedAt(int at) {
        return SecretValue.isQuote(text.charAt(at)) || text.charAt(at) == '\\' || value.start > at + 1;
    }

    // --- names and values in members of their own

    private boolean isValueKey(int from, int to) {
        return VALUE_KEYS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    /** Remembers the value of a key that is called so: its name may follow. */
    private void remember(int from, int to) {
        int at = afterSeparator(to);
        if (at > 0) {
            value.readSome(at, from, MAX_PAIR_LENGTH);
            valueFrom = value.start;
            valueTo = value.end;
        }
    }

    /** Behind a name's quote, a separator and blanks; -1 if there is none. */
    private int afterSeparator(int to) {
        int at = to + value.slashes(to);
        if (at < length && SecretValue.isQuote(text.charAt(at))) {
            at++;
        }
        at = value.afterBlanks(at);
        if (at >= length || (text.charAt(at) != ':' && text.charAt(at) != '=')) {
            return -1;
        }
        at = value.afterBlanks(at + 1);
        return at < length ? at : -1;
    }

    /** {@code {"name":"DB_PASSWORD","value":"x"}}, in either order; {@code <entry key="password">x</entry>}. */
    private boolean isBesideItsName(int from, int at, boolean quoted, Secrecy secrecy) {
        if (!isValueOfName(from)) {
            return false;
        }
        if (quoted && isBlankLine(at)) {
            // a part of a form
            value.start = text.charAt(at) == '\r' ? at + 4 : at + 2;
            value.end = endOfLine(value.start);
            hideUnlessNone();
            return true;
        }
        if (valueTo > 0 && valueTo < from && from - valueTo < 60 && !hasBrace(valueTo, from)) {
            value.start = valueFrom;
            value.end = valueTo;
            if (!value.isNone(false) && !value.isPlaceholder()) {
                masked.hide(valueFrom, valueTo);
            }
            valueTo = -1;
            return true;
        }
        if (quoted && text.charAt(at) == '>') {
            content(at + 1, secrecy);
            return true;
        }
        return hidePairBehind(at, from);
    }

    private boolean isBlankLine(int at) {
        return text.startsWith("\n\n", at) || text.startsWith("\r\n\r\n", at);
    }

    private boolean hasBrace(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '}') {
                return true;
            }
        }
        return false;
    }

    private boolean hidePairBehind(int behind, int keyFrom) {
        int at = behind;
        for (int pair = 0; pair < MAX_PAIRS_BETWEEN; pair++) {
            int from = at;
            while (from < length && from < at + 40 && ",; \t\r\n\"'\\".indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            int to = from;
            while (to < length && to < from + 40 && SecretValue.isNamePart(text.charAt(to))) {
                to++;
            }
            int start = to > from ? afterSeparator(to) : -1;
            if (start < 0) {
                return false;
            }
            if (isValueKey(from, to)) {
                value.read(start, keyFrom, false);
                if (!value.isNone(false) && !value.isPlaceholder()) {
                    hideValue();
                }
                return true;
            }
            value.readSome(start, keyFrom, MAX_PAIR_LENGTH);
            at = value.end + 1;
        }
        return false;
    }

    /** Whether a key like "name" stands before the name that begins at the position, in quotes. */
    private boolean isValueOfName(int from) {
        int at = from - 1;
        while (at > 0 && at > from - 16 && "\"'\\ \t:=".indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        int to = at + 1;
        while (at >= 0 && at > to - 12 && SecretValue.isNamePart(text.charAt(at))) {
            at--;
        }
        String between = text.substring(to, from);
        boolean separated = between.indexOf(':') >= 0 || between.indexOf('=') >= 0;
        return separated && NAME_KEYS.contains(text.substring(at + 1, to).toLowerCase(Locale.ROOT));
    }

    // --- commands

    /** {@code Bearer  3f9c…}; not "bearer authentication" or "basic settings", where a plain word follows. */
    private boolean scheme(int from, int to) {
        char first = (char) (text.charAt(from) | 0x20);
        if ("bnda".indexOf(first) < 0
                || !SCHEMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT))) {
            return false;
        }
        int at = value.afterBlanks(to);
        int end = at;
        while (end < length && (SecretValue.isNamePart(text.charAt(end)) || "+/=~".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        if (at == to || end - at < MIN_TOKEN_LENGTH || isPlainWord(at, end) || first == 'd' || isPair(at, end)) {
            return false;
        }
        masked.hide(at, end);
        done = end;
        return true;
    }

    private boolean isPair(int from, int to) {
        int equals = from;
        while (equals < to && text.charAt(equals) != '=') {
            equals++;
        }
        boolean more =
                equals + 1 < to ? text.charAt(equals + 1) != '=' : to < length && SecretValue.isQuote(text.charAt(to));
        return equals > from && equals < to && more;
    }

    private boolean isPlainWord(int from, int to) {
        int end = text.charAt(to - 1) == '.' ? to - 1 : to;
        if (end - from > 25) {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean lower = (c >= 'a' && c <= 'z') || (c == '-' && i > from);
            if (!lower && (i > from || c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return true;
    }

    private boolean isIdentifiedBy(int from) {
        int before = Math.max(0, from - 60);
        for (int i = before; i + 10 <= from; i++) {
            if (text.regionMatches(true, i, "identified", 0, 10)) {
                return true;
            }
        }
        return false;
    }

    /** {@code -psecret} of MySQL's programs, {@code -u user:secret} of curl, {@code -a secret} of redis-cli. */
    private boolean option(int from, int to) {
        String name = text.substring(from, Math.min(to, from + 8));
        if (name.startsWith("-p") && (isCommand("mysql", from) || isCommand("mariadb", from)) && to > from + 2) {
            int end = to;
            while (end < length && text.charAt(end) > ' ' && !SecretValue.isQuote(text.charAt(end))) {
                end++;
            }
            masked.hide(from + 2, end);
            done = end;
            return true;
        }
        if ((name.equals("-p") && (isCommand("sshpass", from) || isCommand("login", from) || isCommand("mongo", from)))
                || (name.equals("-a") && isCommand("redis-cli", from))) {
            if (text.startsWith("\",", to)) {
                listed(from, to, value.afterBlanks(to + 2), Secrecy.LINE);
            } else {
                hideArgument(to, from);
            }
            return true;
        }
        if ((name.equals("-u") || name.equals("--user")) && isCommand("curl", from)) {
            int at = value.afterBlanks(to);
            value.read(at, from, false);
            int colon = value.start;
            while (colon < value.end && text.charAt(colon) != ':') {
                colon++;
            }
            if (colon < value.end) {
                masked.hide(colon + 1, value.end);
                done = value.end;
                return true;
            }
        }
        return false;
    }

    private boolean isCommand(String command, int before) {
        String start = text.substring(Math.max(0, before - 200), before);
        return start.lastIndexOf(command) > start.lastIndexOf('\n');
    }

    /** What stands behind a blank. */
    private void hideArgument(int to, int from) {
        int at = value.afterBlanks(to);
        if (at == to || at >= length || text.charAt(at) == '-' || text.charAt(at) < ' ') {
            return;
        }
        value.read(at, from, false);
        boolean usage = value.isCapitals() && from > 0 && "[ ".indexOf(text.charAt(from - 1)) >= 0;
        if (!value.isPlaceholder()
                && !value.isTemplate(value.start)
                && !usage
                && !((value.isNone(false) || value.isSentence()) && isDashed(from))) {
            hideValue();
        }
    }

    /** Commands and functions that take a secret at a place of its own. */
    private boolean command(int from, int to) {
        switch (text.charAt(from)) {
            case 'A', 'a' -> {
                if (is("AUTH", from, to) || is("auth", from, to)) {
                    return authenticates(from, to);
                }
                if (text.startsWith("aes_", from) && text.startsWith("(", to)) {
                    hideArgumentAt(-1, to + 1, from);
                    return true;
                }
                if (is("add_user", from, to) && isCommand("rabbitmqctl", from)) {
                    hideArgument(endOfWord(value.afterBlanks(to)), from);
                    return true;
                }
            }
            case 'P', 'p' -> {
                if (is("PASS", from, to)) {
                    hideLastWord(to, 4);
                    return true;
                }
                if (text.startsWith("pgp_sym_", from) && text.startsWith("(", to)) {
                    hideArgumentAt(-1, to + 1, from);
                    return true;
                }
            }
            case 'L' -> {
                if (is("LOGIN", from, to)) {
                    int user = endOfWord(value.afterBlanks(to));
                    if (isOpeningQuote(value.afterBlanks(user))) {
                        hideArgument(user, from);
                        return true;
                    }
                }
            }
            case '_', 'b', 'm', 'B', 'H' -> {
                if (is("masterauth", from, to)) {
                    hideArgument(to, from);
                    return true;
                }
                boolean login = is("basic_auth", from, to)
                        || is("basicAuth", from, to)
                        || is("HTTPBasicAuth", from, to)
                        || is("mysqli_connect", from, to)
                        || (is("__construct", from, to) && text.startsWith("PDO->", from - 5));
                if (login && text.startsWith("(", to)) {
                    lastArgument(to + 1, from);
                    return true;
                }
            }
            case 's' -> {
                if (is("sqlplus", from, to)) {
                    int user = value.afterBlanks(to);
                    int slash = text.indexOf('/', user);
                    int at = text.indexOf('@', user);
                    if (slash > user && at > slash && at < endOfWord(user)) {
                        masked.hide(slash + 1, at);
                        done = at;
                    }
                    return true;
                }
                if (is("sig", from, to)
                        && text.startsWith("=", to)
                        && from > 0
                        && "?&".indexOf(text.charAt(from - 1)) >= 0) {
                    value.read(to + 1, from, false);
                    hideUnlessNone();
                    return true;
                }
            }
            case 'd', 'k' -> {
                if (to - from == 1 && text.startsWith("\":\"", to) && isWebKey(from)) {
                    value.read(to + 2, from, false);
                    hideUnlessNone();
                    return true;
                }
            }
            default -> {
                // none of them
            }
        }
        return false;
    }

    /** Redis' {@code "AUTH" "user" "x"}, SMTP's {@code AUTH PLAIN x}, Docker's {@code "auth":"x"}. */
    private boolean authenticates(int from, int to) {
        boolean quoted = from > 0 && text.charAt(from - 1) == '"' && text.startsWith("\"", to);
        if (quoted && text.startsWith("\" \"", to)) {
            int end = endOfLine(to);
            masked.hide(to + 3, end);
            done = end;
            return true;
        }
        if (quoted && text.startsWith(":", to + 1)) {
            int at = value.afterBlanks(to + 2);
            if (at < length && SecretValue.isQuote(text.charAt(at))) {
                value.read(at, from, false);
                if (value.end - value.start >= 12 && value.looksSecret(12)) {
                    hideValue();
                    return true;
                }
            }
            return false;
        }
        if (text.startsWith(" PLAIN ", to) || text.startsWith(" LOGIN ", to)) {
            hideArgument(to + 6, from);
            return true;
        }
        return false;
    }

    private boolean is(String word, int from, int to) {
        return to - from == word.length() && text.startsWith(word, from);
    }

    private int endOfWord(int at) {
        int end = at;
        while (end < length && text.charAt(end) > ' ') {
            end++;
        }
        return end;
    }

    private void hideLastWord(int to, int shortest) {
        int at = value.afterBlanks(to);
        value.start = at;
        value.end = endOfWord(at);
        if (at > to && value.end == endOfLine(at) && value.looksSecret(shortest)) {
            hideValue();
        }
    }

    private void lastArgument(int at, int from) {
        int last = -1;
        int to = -1;
        int arguments = 0;
        int most = Math.min(length, at + 4 * MAX_PAIR_LENGTH);
        for (int i = at; i < most && text.charAt(i) != ')'; i++) {
            if (SecretValue.isQuote(text.charAt(i))) {
                value.readSome(i, from, MAX_PAIR_LENGTH);
                last = value.start;
                to = value.end;
                arguments++;
                i = value.end;
            }
        }
        if (arguments > 1) {
            masked.hide(last, to);
            done = to;
        }
    }

    /** The private parts of a JSON web key. */
    private boolean isWebKey(int from) {
        return text.substring(Math.max(0, from - 4 * MAX_PAIR_LENGTH), from).contains("\"kty\"");
    }

    // --- sentences

    /** {@code password 'x'}, "password is x", "the generated password for elastic: x". */
    private void spoken(int from, int to, int next, Secrecy secrecy) {
        if (secrecy == Secrecy.TEXT) {
            return;
        }
        boolean code = names.isCode(text.substring(Math.max(from, to - MAX_NAME_LENGTH), to));
        value.readSome(next, from, MAX_PAIR_LENGTH);
        boolean first = isFirstWord(from);
        if (!value.enclosed
                && !value.isPlaceholder()
                && value.looksSecret(first ? MIN_TOKEN_LENGTH : LONG_TOKEN)
                && (first ? value.end == endOfLine(next) : isRandom())) {
            hideValue();
            return;
        }
        if (isOpeningQuote(next)) {
            value.readSome(next, from, MAX_PAIR_LENGTH);
            boolean sql = isSqlPassword(from, to);
            boolean shown =
                    value.isPlaceholder() || value.isNone(!sql) || (value.words() > 2 && secrecy != Secrecy.LINE);
            if (!shown && (sql || secrecy == Secrecy.LINE || value.looksSecret(4))) {
                hideValue();
            }
            return;
        }
        int end = Math.min(length, to + MAX_SENTENCE_LENGTH);
        int at = next;
        String before = "";
        for (int words = 0; words < 10 && at < end; words++) {
            int word = at;
            while (at < end && text.charAt(at) > ' ') {
                at++;
            }
            if (at == word) {
                return;
            }
            char last = text.charAt(at - 1);
            boolean colon = last == ':' || last == '=';
            String bare = text.substring(word, colon ? at - 1 : at).toLowerCase(Locale.ROOT);
            int following = value.afterBlanks(at);
            if (following >= length || text.charAt(following) == '\n' || text.charAt(following) == '\r') {
                if (colon && !OTHERS.contains(bare)) {
                    onNextLine(following, ':');
                }
                return;
            }
            boolean link = LINKS.contains(bare) && (!bare.equals("to") || LINKS.contains(before) || words == 0);
            if (colon ? !OTHERS.contains(bare) : link) {
                value.readSome(following, from, MAX_PAIR_LENGTH);
                if (value.looksSecret(colon ? 8 : MIN_TOKEN_LENGTH) && !value.isPlaceholder() && !value.isProse()) {
                    hideValue();
                    return;
                }
                if (code && value.isNumber() && value.end - value.start >= 4 && value.end - value.start <= 8) {
                    hideValue();
                    return;
                }
                if (value.enclosed
                        && link
                        && (bare.equals("to") || !value.isProse())
                        && !value.isNone(true)
                        && value.end - value.start >= 4) {
                    hideValue();
                    return;
                }
            } else if ((bare.equals("from") || bare.equals("to")) && isOpeningQuote(following)) {
                value.readSome(following, from, MAX_PAIR_LENGTH);
                if (value.looksSecret(4)) {
                    masked.hide(value.start, value.end);
                }
            }
            if (".!?".indexOf(last) >= 0 || last == ';') {
                return;
            }
            before = bare;
            at = following;
        }
    }

    /** .netrc's {@code password x}. */
    private boolean isFirstWord(int from) {
        int at = from;
        while (at > 0 && SecretValue.isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at > 0 && text.charAt(at - 1) == '\n';
    }

    /** Letters and digits by turns, as nobody writes them. */
    private boolean isRandom() {
        int changes = 0;
        for (int i = value.start + 1; i < value.end; i++) {
            boolean digit = Character.isDigit(text.charAt(i));
            changes += digit != Character.isDigit(text.charAt(i - 1)) ? 1 : 0;
        }
        return changes >= 6;
    }

    private boolean isOpeningQuote(int at) {
        int quote = at + value.slashes(at);
        return quote + 1 < length && SecretValue.isQuote(text.charAt(quote)) && text.charAt(quote + 1) > ' ';
    }

    /** {@code CREATE USER shop WITH PASSWORD 'x'}. */
    private boolean isSqlPassword(int from, int to) {
        if (!text.regionMatches(true, from, "password", 0, to - from) || to - from != 8) {
            return false;
        }
        int before = Math.max(0, from - 120);
        String start = text.substring(before, from).toLowerCase(Locale.ROOT);
        return start.contains("user ") || start.contains("role ") || start.contains("identified by");
    }
}
