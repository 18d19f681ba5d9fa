package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * The colours and their meaning. They are from the 256 colours that every terminal shows alike (the first 16 depend on
 * the theme), with a medium brightness that is readable on black and on white.
 */
public final class Palette {

    static final String RESET = "\u001b[0m";
    public static final String DIM = color(244);
    public static final String ERROR = bold(196);
    static final String WARN = bold(166);
    static final String INFO = color(64);
    static final String DEBUG = color(244);
    /** White on red, the only style with a background. */
    public static final String FATAL = "\u001b[1;38;5;231;48;5;160m";

    public static final String BOLD = "\u001b[1m";
    static final String REDIRECT = color(31);

    /** Colours that differ clearly from each other, and from those of an error or a warning. */
    static final int[] CONTAINERS = {32, 136, 134, 29, 168, 99, 30, 103};

    private final boolean on;

    public Palette(boolean on) {
        this.on = on;
    }

    static String color(int code) {
        return "\u001b[38;5;" + code + "m";
    }

    private static String bold(int code) {
        return "\u001b[1;38;5;" + code + "m";
    }

    /** Appends the text in a style. */
    public void append(StringBuilder out, @Nullable String style, CharSequence text) {
        if (on && style != null && !text.isEmpty()) {
            out.append(style).append(text).append(RESET);
        } else {
            out.append(text);
        }
    }

    /** Begins text of a style, which {@link #end} ends; there must be some. */
    void begin(StringBuilder out, String style) {
        if (on) {
            out.append(style);
        }
    }

    void end(StringBuilder out) {
        if (on) {
            out.append(RESET);
        }
    }

    /** {@return the width of a text, without the escape sequences of this class} */
    static int width(CharSequence text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\u001b') {
                while (text.charAt(i) != 'm') {
                    i++;
                }
            } else {
                int point = Character.codePointAt(text, i);
                width += Cells.of(point);
                i += Character.charCount(point) - 1;
            }
        }
        return width;
    }

    static @Nullable String ofLevel(@Nullable LogLevel level) {
        if (level == null) {
            return null;
        }
        return switch (level) {
            case FATAL -> FATAL;
            case ERROR -> ERROR;
            case WARN -> WARN;
            case INFO -> INFO;
            case DEBUG, TRACE -> DEBUG;
            case OFF -> null;
        };
    }

    /**
     * Returns the style as browsers and proxies use it: 5xx like an error, 4xx like a warning, 3xx its own, 2xx like an
     * info.
     */
    static @Nullable String ofStatus(int status) {
        return switch (status / 100) {
            case 5 -> ERROR;
            case 4 -> WARN;
            case 3 -> REDIRECT;
            case 2 -> INFO;
            default -> null;
        };
    }
}
