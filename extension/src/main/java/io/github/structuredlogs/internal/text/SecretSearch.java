package io.github.structuredlogs.internal.text;

/** The text in which secrets are looked for, the value that is looked at, and how far the search has come. */
final class SecretSearch {
    static final int MAX_NAME_LENGTH = 128;
    static final int MIN_TOKEN_LENGTH = 6;
    static final int MAX_PAIR_LENGTH = 512;

    final SecretNames names;
    final String text;
    final int length;
    final SecretValue value;

    private final MaskedText masked;
    private int done;

    SecretSearch(SecretNames names, String text, MaskedText masked) {
        this.names = names;
        this.text = text;
        this.masked = masked;
        length = text.length();
        value = new SecretValue(text);
    }

    /** {@return where the search continues: no name is looked for before} */
    int done() {
        return done;
    }

    /** Hides a part and continues after it. */
    void hide(int from, int to) {
        masked.hide(from, to);
        done = Math.max(done, to);
    }

    /** Hides a part that was passed already, or that names may follow in. */
    void mask(int from, int to) {
        masked.hide(from, to);
    }

    void hideUnlessNone() {
        if (!value.isNone(false) && !value.isPlaceholder()) {
            hideValue();
        }
    }

    int endOfLine(int at) {
        int end = at;
        while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    void hideValue() {
        hide(value.start, value.end);
    }

    boolean isDashed(int from) {
        return text.charAt(from) == '-';
    }

    boolean isPair(int from, int to) {
        int equals = from;
        while (equals < to && text.charAt(equals) != '=') {
            equals++;
        }
        boolean more =
                equals + 1 < to ? text.charAt(equals + 1) != '=' : to < length && SecretValue.isQuote(text.charAt(to));
        return equals > from && equals < to && more;
    }

    int endOfWord(int at) {
        int end = at;
        while (end < length && text.charAt(end) > ' ') {
            end++;
        }
        return end;
    }

    boolean isOpeningQuote(int at) {
        int quote = at + value.slashes(at);
        return quote + 1 < length && SecretValue.isQuote(text.charAt(quote)) && text.charAt(quote + 1) > ' ';
    }
}
