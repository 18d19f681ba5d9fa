package io.github.structuredlogs.internal.settings;

import java.util.Locale;

/** The failure of a setting with a value that is not allowed. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidSettingException(String key, String value, String origin, String allowed) {
        super(String.format(
                Locale.ROOT, "%s%s = \"%s\" (%s): expected %s.", Settings.PREFIX, key, value, origin, allowed));
    }
}
