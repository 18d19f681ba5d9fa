package io.github.structuredlogs.internal.parse;

import java.nio.charset.StandardCharsets;

/** The formats that are recognised. */
public final class Formats {

    private Formats() {}

    public static Formats builtIn() {
        return new Formats();
    }

    public String name(int format) {
        return "text";
    }

    public RecordContent decode(byte[] raw, int format, int part) {
        return new RecordContent(new String(raw, StandardCharsets.UTF_8));
    }
}
