package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.internal.text.SecretNames.Secrecy;

/** Secrets in elements of XML: {@code <password>x</password>}. */
final class ElementSecrets {
    private final SecretSearch search;
    private final String text;
    private final int length;
    private final SecretValue value;

    /** Where an element is closed, and from where on none is. */
    private int lastClose = -1;

    private int closesNone = Integer.MAX_VALUE;

    ElementSecrets(SecretSearch search) {
        this.search = search;
        text = search.text;
        length = search.length;
        value = search.value;
    }

    /** {@code <password>x</password>}, with a prefix or without. */
    void element(int from, int at, Secrecy secrecy) {
        if (at < length && isElement(from)) {
            content(at, secrecy);
        }
    }

    boolean isElement(int from) {
        int before = from - 1;
        if (before >= 0 && text.charAt(before) == ':') {
            while (before > 0 && before > from - 40 && text.charAt(before) != '<') {
                before--;
            }
        }
        return before >= 0 && text.charAt(before) == '<';
    }

    void elementWithAttributes(int at, Secrecy secrecy) {
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

    private boolean isClosedBehind(int at) {
        if (at < lastClose) {
            return true;
        }
        if (at < closesNone) {
            lastClose = text.indexOf("</", at);
            closesNone = lastClose < 0 ? at : closesNone;
        }
        return at < closesNone;
    }

    /** Hides the text content of an element. */
    void content(int at, Secrecy secrecy) {
        if (at < length && text.charAt(at) == ' ' && !isClosedBehind(at)) {
            // "AUTH <password> called without any password configured"
            return;
        }
        boolean raw = text.startsWith("<![CDATA[", at);
        int end = raw ? text.indexOf("]]>", at) : text.indexOf('<', at);
        value.start = raw ? at + 9 : at;
        value.end = end < 0 ? length : end;
        if (!value.isNone(false)
                && !value.isPlaceholder()
                && !text.substring(at, value.end).isBlank()
                && (secrecy != Secrecy.TEXT || !value.isNumber())) {
            search.hideValue();
        }
    }
}
