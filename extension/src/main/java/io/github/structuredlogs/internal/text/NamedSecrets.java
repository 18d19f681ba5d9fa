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

    private static final Set<String> LINKS =
            Set.of("is", "was", "are", "to", "as", "set", "changed", "reset", "be", "being");
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
    private static final int LONGEST_SENTENCE = 120;

    private static final int LONGEST_NAME = 128;
    private static final int SHORTEST_TOKEN = 6;
    private static final int LONGEST_PAIR = 512;
    private static final int MOST_PAIRS_BETWEEN = 3;

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

    private void word(int from, int to) {
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
        if (!names.mayBe(text, Math.max(from, to - LONGEST_NAME), to)) {
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
        String name = text.substring(Math.max(from, to - LONGEST_NAME), to);
        Secrecy secrecy = names.secrecy(name);
        if (secrecy == Secrecy.NO && isBehindWord(from) && names.mayEnd(name)) {
            int first = Math.max(previousFrom, previousTo - LONGEST_NAME);
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
        if (from > 0 && at + slashes < length && SecretValue.isQuote(text.charAt(at + slashes))) {
            quoted = text.charAt(from - 1) == text.charAt(at + slashes);
            at += slashes + (quoted ? 1 : 0);
        }
        // password[0]=x, password?: x, password (again): x
        int next = value.afterBlanks(at);
        char c = next < length ? text.charAt(next) : '\0';
        if (quoted && next < length && isBesideItsName(from, at, secrecy)) {
            return;
        }
        if (quoted && c == ']' && next + 1 < length && "=:".indexOf(text.charAt(next + 1)) >= 0) {
            // env["PASSWORD"]="x"
            next++;
            c = text.charAt(next);
        }
        if (c == '=' || c == ':' || text.startsWith("->", next)) {
            separated(from, to, next, quoted, secrecy);
        } else if (quoted && c == ',') {
            listed(from, to, value.afterBlanks(next + 1), secrecy);
        } else if (c == '>' && !quoted) {
            element(from, next + 1, secrecy);
        } else if (!quoted && secrecy != Secrecy.TEXT && isElement(from)) {
            elementWithAttributes(next, secrecy);
        } else if (c == '(' && next == to) {
            called(from, next + 1, secrecy);
        } else if (next > to && (isDashed(from) || isSetting(from, to))) {
            hideArgument(to, from);
        } else if (!quoted && next > to && next < length) {
            spoken(from, to, next, secrecy);
        }
    }

    private void separated(int from, int to, int separator, boolean quoted, Secrecy secrecy) {
        char c = text.charAt(separator);
        if (c == ':' && !quoted && from > 0 && (text.charAt(from - 1) == '/' || text.charAt(from - 1) == '@')) {
            // the host of an address, the name of an image
            return;
        }
        if (text.startsWith("://", separator) || text.startsWith("::", separator)) {
            return;
        }
        int at = separator;
        while (at < length && at < separator + 4 && "=:>-~".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean blank = at < length && SecretValue.isBlank(text.charAt(at));
        at = value.afterBlanks(at);
        if (at == length || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
            onNextLine(at, c);
            return;
        }
        value.read(at, from, secrecy == Secrecy.LINE);
        boolean sentence = c == ':' && !value.enclosed && blank;
        if (value.isNone(sentence || (c == ':' && value.enclosed && value.isProse()))
                || value.isPlaceholder()
                || (secrecy == Secrecy.TEXT && value.isNumber())
                || (sentence && secrecy != Secrecy.LINE && value.isSentence())
                || isWeak(from, to, c, quoted, secrecy)) {
            return;
        }
        hideValue();
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
        if (to - from == 3 && text.regionMatches(true, from, "pwd", 0, 3) && isDirectory()) {
            return true;
        }
        return secrecy == Secrecy.TEXT
                && !value.enclosed
                && !quoted
                && separator == ':'
                && (isLowerWord(value.start, value.end) || isPair(value.start, value.end));
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
        if (separator != ':' || line == at || line >= length) {
            return;
        }
        value.start = line;
        value.end = line;
        while (value.end < length && text.charAt(value.end) > ' ') {
            value.end++;
        }
        boolean alone = value.end == length || text.charAt(value.end) == '\n' || text.charAt(value.end) == '\r';
        if (alone && value.looksSecret(SHORTEST_TOKEN)) {
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
        if (sure ? !value.isNone(false) : value.looksSecret(SHORTEST_TOKEN)) {
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
        int end = text.indexOf('<', at);
        value.start = at;
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
            value.readSome(at, from, LONGEST_PAIR);
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
    private boolean isBesideItsName(int from, int at, Secrecy secrecy) {
        if (!isValueOfName(from)) {
            return false;
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
        if (text.charAt(at) == '>') {
            content(at + 1, secrecy);
            return true;
        }
        return hidePairBehind(at, from);
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
        for (int pair = 0; pair < MOST_PAIRS_BETWEEN; pair++) {
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
            value.readSome(start, keyFrom, LONGEST_PAIR);
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
        boolean separated = text.substring(to, from).indexOf(':') >= 0
                || text.substring(to, from).indexOf('=') >= 0;
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
        if (at == to || end - at < SHORTEST_TOKEN || isPlainWord(at, end) || first == 'd' || isPair(at, end)) {
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
        return equals > from && equals < to - 1 && text.charAt(equals + 1) != '=';
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

    /** {@code requirepass x}, {@code AUTH x}: a setting without a separator. */
    private boolean isSetting(int from, int to) {
        String name = text.substring(from, Math.min(to, from + 16)).toLowerCase(Locale.ROOT);
        return name.equals("requirepass") || name.equals("masterauth");
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
        if ((name.equals("-p") && (isCommand("sshpass", from) || isCommand("login", from)))
                || (name.equals("-a") && isCommand("redis-cli", from))) {
            hideArgument(to, from);
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
        if (!value.isPlaceholder() && !(value.isNone(false) && isDashed(from))) {
            hideValue();
        }
    }

    // --- sentences

    /** {@code password 'x'}, "password is x", "the generated password for elastic: x". */
    private void spoken(int from, int to, int next, Secrecy secrecy) {
        if (secrecy == Secrecy.TEXT) {
            return;
        }
        if (isOpeningQuote(next)) {
            value.readSome(next, from, LONGEST_PAIR);
            if (!value.isProse()
                    && !value.isNone(true)
                    && !value.isPlaceholder()
                    && (value.looksSecret(4) || isSqlPassword(from, to))) {
                hideValue();
            }
            return;
        }
        int end = Math.min(length, to + LONGEST_SENTENCE);
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
                value.readSome(following, from, LONGEST_PAIR);
                if (value.looksSecret(colon ? 8 : SHORTEST_TOKEN) && !value.isPlaceholder() && !value.isProse()) {
                    hideValue();
                    return;
                }
                if (value.enclosed && link && !value.isProse() && !value.isNone(true) && value.end - value.start >= 4) {
                    hideValue();
                    return;
                }
            } else if ((bare.equals("from") || bare.equals("to")) && isOpeningQuote(following)) {
                value.readSome(following, from, LONGEST_PAIR);
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
