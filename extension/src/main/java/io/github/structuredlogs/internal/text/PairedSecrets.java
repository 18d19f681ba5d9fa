package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;
import java.util.Locale;
import java.util.Set;

/** Secrets whose name and value are members of their own: {@code {"name":"DB_PASSWORD","value":"x"}}. */
final class PairedSecrets {
    /** Keys whose value is the name of the value beside it. */
    private static final Set<String> NAME_KEYS = Set.of(
            "name", "key", "header", "var", "variable", "property", "k", "param", "field", "id", "option", "setting");

    private static final Set<String> VALUE_KEYS = Set.of(
            "value", "val", "values", "v", "content", "default", "defaultvalue", "data", "stringvalue", "new_value");
    private static final int MAX_PAIRS_BETWEEN = 3;

    private final SecretSearch search;
    private final ElementSecrets elements;
    private final String text;
    private final int length;
    private final SecretValue value;

    /** The value of a key such as "value", which says nothing about its meaning. */
    private int valueFrom = -1;

    private int valueTo = -1;

    PairedSecrets(SecretSearch search, ElementSecrets elements) {
        this.search = search;
        this.elements = elements;
        text = search.text;
        length = search.length;
        value = search.value;
    }

    boolean isValueKey(int from, int to) {
        return VALUE_KEYS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    /** Remembers the value of a key such as "value", because its name may follow. */
    void remember(int from, int to) {
        int at = afterSeparator(to);
        if (at > 0) {
            value.readSome(at, from, SecretSearch.MAX_PAIR_LENGTH);
            valueFrom = value.start;
            valueTo = value.end;
        }
    }

    /** Returns the position after a name's quote, a separator and blanks; -1 if there is no separator. */
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
    boolean isBesideItsName(int from, int at, boolean quoted, Secrecy secrecy) {
        if (!isValueOfName(from)) {
            return false;
        }
        if (quoted && isBlankLine(at)) {
            // a part of a form
            value.start = text.charAt(at) == '\r' ? at + 4 : at + 2;
            value.end = search.endOfLine(value.start);
            search.hideUnlessNone();
            return true;
        }
        if (valueTo > 0 && valueTo < from && from - valueTo < 60 && !hasBrace(valueTo, from)) {
            value.start = valueFrom;
            value.end = valueTo;
            if (!value.isNone(false) && !value.isPlaceholder()) {
                search.mask(valueFrom, valueTo);
            }
            valueTo = -1;
            return true;
        }
        if (quoted && text.charAt(at) == '>') {
            elements.content(at + 1, secrecy);
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
                    search.hideValue();
                }
                return true;
            }
            value.readSome(start, keyFrom, SecretSearch.MAX_PAIR_LENGTH);
            at = value.end + 1;
        }
        return false;
    }

    /** Says whether a key like "name" is before the quoted name that begins at the position. */
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
}
