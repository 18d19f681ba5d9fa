package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;
import java.util.Locale;

/**
 * The search for secrets by their position in a text: a name that announces one, a separator, and the value. It reads
 * the words of the text once, and cannot be reused.
 */
final class NamedSecrets {
    private final SecretSearch search;
    private final SecretNames names;
    private final String text;
    private final int length;
    private final SecretValue value;
    private final AssignedSecrets assigned;
    private final ArgumentSecrets arguments;
    private final CommandSecrets commands;
    private final ElementSecrets elements;
    private final PairedSecrets pairs;
    private final SpokenSecrets spoken;

    /** The previous word, if only a blank separates the two. */
    private int previousFrom = -1;

    private int previousTo = -1;

    NamedSecrets(SecretNames names, String text, MaskedText masked) {
        this.names = names;
        this.text = text;
        search = new SecretSearch(names, text, masked);
        length = search.length;
        value = search.value;
        arguments = new ArgumentSecrets(search);
        commands = new CommandSecrets(search, arguments);
        elements = new ElementSecrets(search);
        pairs = new PairedSecrets(search, elements);
        spoken = new SpokenSecrets(search);
        assigned = new AssignedSecrets(search, spoken);
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
                at = Math.max(at, search.done());
                previousFrom = from;
                previousTo = at;
            }
        }
    }

    private void word(int begin, int to) {
        // %26password%3D: skip the escaped character
        int from = begin > 0 && text.charAt(begin - 1) == '%' && to - begin > 3 ? begin + 2 : begin;
        int size = to - from;
        if (size <= 12 && "vcdsn".indexOf(text.charAt(from) | 0x20) >= 0 && pairs.isValueKey(from, to)) {
            pairs.remember(from, to);
        }
        if (size >= 3 && size <= 10 && commands.scheme(from, to)) {
            return;
        }
        if (size == 2 && text.regionMatches(true, from, "by", 0, 2) && CommandSecrets.isIdentifiedBy(text, from)) {
            arguments.hideArgument(to, from);
            return;
        }
        if (text.charAt(from) == '-' && size <= 40 && commands.option(from, to)) {
            return;
        }
        if (size <= 40 && commands.command(from, to)) {
            return;
        }
        if (!names.mayBe(text, Math.max(from, to - SecretSearch.MAX_NAME_LENGTH), to)) {
            // "API key": the first of two words may identify the name.
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
        String name = text.substring(Math.max(from, to - SecretSearch.MAX_NAME_LENGTH), to);
        Secrecy secrecy = names.secrecy(name);
        if (secrecy == Secrecy.NO && isBehindWord(from) && names.mayEnd(name)) {
            int first = Math.max(previousFrom, previousTo - SecretSearch.MAX_NAME_LENGTH);
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

    private void named(int from, int to, Secrecy secrecy) {
        int at = to;
        boolean quoted = false;
        int slashes = value.slashes(at);
        int string = from;
        if (from > 0 && at + slashes < length && SecretValue.isQuote(text.charAt(at + slashes))) {
            // A name may be the last part of a path: "/prod/db/password".
            while (string > 0 && string > from - SecretSearch.MAX_NAME_LENGTH && isPathPart(text.charAt(string - 1))) {
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
        if (next < length && pairs.isBesideItsName(string, at, quoted, secrecy)) {
            return;
        }
        if (quoted && c == ']' && next + 1 < length && "=:".indexOf(text.charAt(next + 1)) >= 0) {
            // env["PASSWORD"]="x"
            next++;
            c = text.charAt(next);
        }
        if (c == '=' || c == ':' || c == '\u2192' || c == '\uff1a' || text.startsWith("->", next)) {
            assigned.separated(from, to, next, quoted, secrecy);
        } else if (text.startsWith("%3D", next) || text.startsWith("%3A", next)) {
            assigned.escaped(next + 3);
        } else if (text.startsWith(";s:", next)) {
            arguments.serialized(next + 3, from);
        } else if (c == ',' && (quoted || (from > 0 && text.charAt(from - 1) == '{'))) {
            arguments.listed(from, to, value.afterBlanks(next + 1), quoted ? secrecy : Secrecy.LINE);
        } else if (quoted && next > at && search.isOpeningQuote(next) && secrecy != Secrecy.TEXT) {
            // "requirepass" "x"
            value.read(next, from, false);
            search.hideUnlessNone();
        } else if ((c == ',' || c == ')') && !quoted) {
            arguments.column(from, next);
        } else if (c == '>' && !quoted) {
            elements.element(from, next + 1, secrecy);
        } else if (text.startsWith("&gt;", to) && text.startsWith("&lt;", from - 4)) {
            value.start = to + 4;
            int end = text.indexOf("&lt;", to);
            value.end = end < 0 ? length : end;
            search.hideUnlessNone();
        } else if (!quoted && secrecy != Secrecy.TEXT && elements.isElement(from)) {
            elements.elementWithAttributes(next, secrecy);
        } else if (c == '(' && next == to) {
            arguments.called(from, next + 1, secrecy);
        } else if (next > to && search.isDashed(from)) {
            arguments.hideArgument(to, from);
        } else if (next > to && commands.is("requirepass", from, to) && !text.startsWith("is ", next)) {
            arguments.hideArgument(to, from);
        } else if (!quoted && next > to && next < length) {
            spoken.spoken(from, to, next, secrecy);
        }
    }

    private static boolean isPathPart(char c) {
        return SecretValue.isNamePart(c) || c == '/';
    }
}
