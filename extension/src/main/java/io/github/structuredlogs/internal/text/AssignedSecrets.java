package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;

/** Secrets after a separator: {@code password=x}, {@code password: x}, with a block of YAML or escaped for a URL. */
final class AssignedSecrets {
    private final SecretSearch search;
    private final SpokenSecrets spoken;
    private final SecretNames names;
    private final String text;
    private final int length;
    private final SecretValue value;

    AssignedSecrets(SecretSearch search, SpokenSecrets spoken) {
        this.search = search;
        this.spoken = spoken;
        names = search.names;
        text = search.text;
        length = search.length;
        value = search.value;
    }

    /** {@code password%3Dx%26…}. */
    void escaped(int at) {
        int end = at;
        while (end < length && text.charAt(end) > ' ' && text.charAt(end) != '&' && !text.startsWith("%26", end)) {
            end++;
        }
        value.start = at;
        value.end = end;
        search.hideUnlessNone();
    }

    void separated(int from, int to, int separator, boolean quoted, Secrecy secrecy) {
        char c = text.charAt(separator);
        if (c == ':' && !quoted && from > 0 && (text.charAt(from - 1) == '/' || text.charAt(from - 1) == '@')) {
            // the host of an address, the name of an image
            return;
        }
        // A path of C++ or Rust; LDIF marks Base64 with a blank after the colons.
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
            spoken.onNextLine(at, c);
            return;
        }
        at = c == ':' ? afterTag(at) : at;
        if (value.isTemplate(at) || (c == ':' && block(at, from))) {
            return;
        }
        if (from > 0 && text.charAt(from - 1) == '[' && text.startsWith("] => ", to)) {
            // print_r writes values with blanks without quotes.
            value.start = at;
            value.end = search.endOfLine(at);
            search.hideUnlessNone();
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
        search.hideValue();
    }

    /** YAML's {@code !!str x} and {@code &anchor x}. */
    private int afterTag(int at) {
        if (!text.startsWith("!!", at) && text.charAt(at) != '&') {
            return at;
        }
        int end = at + 1;
        while (end < length && (SecretValue.isNamePart(text.charAt(end)) || text.charAt(end) == '!')) {
            end++;
        }
        int next = value.afterBlanks(end);
        boolean tag = end > at + 1 && next > end && next < length && text.charAt(next) > ' ';
        return tag ? next : at;
    }

    /** YAML's {@code |} and {@code >-}: the lines below that are indented further. */
    private boolean block(int at, int from) {
        char c = text.charAt(at);
        int end = at + (at + 1 < length && "-+".indexOf(text.charAt(at + 1)) >= 0 ? 2 : 1);
        if ((c != '|' && c != '>') || end >= length || text.charAt(end) != '\n') {
            return false;
        }
        int indent = 0;
        for (int i = from - 1; i >= 0 && text.charAt(i) != '\n' && indent < SecretSearch.MAX_NAME_LENGTH; i--) {
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
            value.end = search.endOfLine(text0);
            line = value.end + 1;
        }
        if (value.end > value.start) {
            search.hideValue();
        }
        return true;
    }

    /** {@code pass} alone counts passed tests; a number or a plain word after it is not a secret. */
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
                && (isLowerWord(value.start, value.end) || search.isPair(value.start, value.end));
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
}
