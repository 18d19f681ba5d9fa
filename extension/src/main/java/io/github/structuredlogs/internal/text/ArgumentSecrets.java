package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;

/** Secrets among arguments and in lists: {@code ["--password", "x"]}, {@code setPassword("x")}, {@code VALUES (…)}. */
final class ArgumentSecrets {
    private final SecretSearch search;
    private final String text;
    private final int length;
    private final SecretValue value;

    ArgumentSecrets(SecretSearch search) {
        this.search = search;
        text = search.text;
        length = search.length;
        value = search.value;
    }

    /** PHP's {@code s:8:"password";s:1:"x"}. */
    void serialized(int at, int from) {
        int quote = at;
        while (quote < length && quote < at + 8 && text.charAt(quote) != '"') {
            quote++;
        }
        if (quote < length && text.charAt(quote) == '"') {
            value.read(quote, from, false);
            search.hideUnlessNone();
        }
    }

    /** {@code INSERT INTO users (email, password) VALUES ('a', 'x')}: the value at the name's place. */
    void column(int from, int at) {
        int close = at;
        int most = Math.min(length, at + SecretSearch.MAX_PAIR_LENGTH);
        while (close < most && text.charAt(close) != ')' && text.charAt(close) != '\'') {
            close++;
        }
        int values = close < most ? value.afterBlanks(close + 1) : length;
        if (values >= length || !text.regionMatches(true, values, "values", 0, 6)) {
            return;
        }
        int place = 0;
        for (int i = from; i > Math.max(0, from - SecretSearch.MAX_PAIR_LENGTH) && text.charAt(i) != '('; i--) {
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

    /** Hides one of the values before the closing bracket. {@return the position after the bracket} */
    int hideArgumentAt(int place, int from, int keyFrom) {
        int at = from;
        int most = Math.min(length, from + 4 * SecretSearch.MAX_PAIR_LENGTH);
        for (int argument = 0; at < most && text.charAt(at) != ')'; ) {
            char c = text.charAt(at);
            if (SecretValue.isQuote(c)) {
                value.read(at, keyFrom, false);
                if (argument == place || place < 0) {
                    search.hideUnlessNone();
                }
                at = value.end + 1;
            } else {
                argument += c == ',' ? 1 : 0;
                at++;
            }
        }
        return Math.min(length, at + 1);
    }

    /** {@code ["Authorization", "Bearer x"]}, {@code ["--password", "x"]}. */
    void listed(int from, int to, int at, Secrecy secrecy) {
        if (at >= length) {
            return;
        }
        value.read(at, from, false);
        if (!value.enclosed || value.isPlaceholder()) {
            return;
        }
        boolean sure = secrecy == Secrecy.LINE || search.isDashed(from) || isHeader(from, to);
        if (!sure && value.isIdentifier()) {
            return;
        }
        if (sure ? !value.isNone(false) : value.looksSecret(SecretSearch.MIN_TOKEN_LENGTH)) {
            search.hideValue();
        }
    }

    private boolean isHeader(int from, int to) {
        return (text.charAt(from) | 0x20) == 'x' && from + 1 < to && text.charAt(from + 1) == '-';
    }

    /** {@code PASSWORD('x')}, {@code setPassword("x")}; a getter takes a name instead. */
    void called(int from, int at, Secrecy secrecy) {
        int argument = value.afterBlanks(at);
        boolean asked = text.startsWith("get", from) || text.startsWith("find", from) || text.startsWith("load", from);
        if (argument < length && secrecy != Secrecy.TEXT && !asked) {
            value.read(argument, from, false);
            if (value.enclosed && isQuotedAt(argument) && !value.isNone(false) && !value.isPlaceholder()) {
                search.hideValue();
            }
        }
    }

    private boolean isQuotedAt(int at) {
        return SecretValue.isQuote(text.charAt(at)) || text.charAt(at) == '\\' || value.start > at + 1;
    }

    /** Hides the argument after a blank. */
    void hideArgument(int to, int from) {
        int at = value.afterBlanks(to);
        if (at == to || at >= length || text.charAt(at) == '-' || text.charAt(at) < ' ') {
            return;
        }
        value.read(at, from, false);
        boolean usage = value.isCapitals() && from > 0 && "[ ".indexOf(text.charAt(from - 1)) >= 0;
        if (!value.isPlaceholder()
                && !value.isTemplate(value.start)
                && !usage
                && !((value.isNone(false) || value.isSentence()) && search.isDashed(from))) {
            search.hideValue();
        }
    }
}
