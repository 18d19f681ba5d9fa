package io.github.structuredlogs.internal.text;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.SecretNames.Secrecy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The removal of secrets from everything that is printed or written: by the {@linkplain SecretNames name} of a field,
 * and in text by their {@linkplain NamedSecrets position} and by their {@linkplain SecretShapes shape}.
 *
 * <p>Thread-safe; costs a scan of each text that did not come lately.
 */
public final class Redaction {

    /** The replacement for a secret. */
    public static final String MASK = "***";

    private static final int MIN_SECRET_LENGTH = 4;
    private static final Set<String> NAMES = Set.of("name", "key", "header", "k", "field", "param", "variable");
    private static final int MAX_KEY_LENGTH = 9;
    private static final Set<String> VALUES = Set.of("value", "val", "values", "v", "content", "stringvalue");

    /** A text that is shorter than every token, and one that is remembered. */
    private static final int MAX_WORD_LENGTH = 14;

    private static final int MAX_REMEMBERED_LENGTH = 256;
    private static final int REMEMBERED = 1 << 10;

    /** A value may be escaped for JSON and then for an address. */
    private static final int MAX_ENCODINGS = 3;

    private static final Redaction BUILT_IN = new Redaction(SecretNames.of(List.of()));

    private final SecretNames names;
    private final SecretSigns signs;
    /** Texts with signs of secrets but without secrets, each where its hash says: containers say the same again and again. */
    private final @Nullable String[] harmless = new @Nullable String[REMEMBERED];

    private Redaction(SecretNames names) {
        this.names = names;
        signs = new SecretSigns(names);
    }

    /**
     * Returns the redaction with the built-in names, changed by a setting.
     *
     * @param changes names to add, and with a leading {@code -} names to remove
     * @return the redaction
     */
    public static Redaction of(Collection<String> changes) {
        return changes.isEmpty() ? BUILT_IN : new Redaction(SecretNames.of(changes));
    }

    /** {@return a redaction that hides what this one or the other one hides; this one if the other adds nothing} */
    public Redaction and(Redaction other) {
        SecretNames all = names.and(other.names);
        return all == names ? this : new Redaction(all);
    }

    /** {@return whether the value of a field with that name is to be replaced by {@link #MASK}} */
    public boolean hides(String name, @Nullable Object value) {
        if (value == null || value instanceof Boolean || (value instanceof CharSequence text && text.isEmpty())) {
            return false;
        }
        Secrecy secrecy = names.secrecy(name);
        return secrecy != Secrecy.NO && (secrecy != Secrecy.TEXT || !(value instanceof Number));
    }

    /**
     * {@return the values of fields that are hidden by their names, at any depth, except values that are too short to
     * be recognised in text}
     */
    public Set<String> secrets(Map<?, ?> fields) {
        Set<String> secrets = new LinkedHashSet<>();
        addSecrets(secrets, fields, false);
        return secrets;
    }

    private void addSecrets(Set<String> secrets, @Nullable Object value, boolean hidden) {
        if (value instanceof Map<?, ?> map) {
            boolean named = isNamedSecret(map);
            map.forEach((name, member) -> addSecrets(
                    secrets,
                    member,
                    hidden || (named && isValue(String.valueOf(name))) || hides(String.valueOf(name), member)));
        } else if (value instanceof Collection<?> list) {
            boolean behindName = false;
            for (Object element : list) {
                addSecrets(secrets, element, hidden || (behindName && element instanceof CharSequence));
                behindName = isNameOfNext(list, element, behindName);
            }
        } else if (hidden && String.valueOf(value).length() >= MIN_SECRET_LENGTH) {
            secrets.add(String.valueOf(value));
        }
    }

    /** {@return text about records, which may contain any of their values, without those that are secrets} */
    public String without(String words, Collection<? extends LogRecord> about) {
        String known = words;
        for (LogRecord record : about) {
            for (String secret : secrets(record.fields())) {
                known = known.replace(secret, MASK);
            }
        }
        return known;
    }

    /**
     * Returns fields without their secrets, at any depth: values with a secret's name, secrets in texts and in field
     * names, and values whose name is the value of a neighbouring field.
     *
     * @param fields the fields
     * @return the fields in the same order
     */
    public Map<String, @Nullable Object> fields(Map<?, ?> fields) {
        Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
        boolean named = isNamedSecret(fields);
        fields.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean hidden = hides(name, value) || (named && isValue(name) && value != null);
            redacted.put(text(name), hidden ? MASK : value(value));
        });
        return redacted;
    }

    /**
     * {@return whether each of these fields can be redacted by itself: none holds others, and none is the name of a secret
     * in another}
     */
    public boolean standAlone(Map<?, ?> fields) {
        for (Object value : fields.values()) {
            if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
                return false;
            }
        }
        return !isNamedSecret(fields);
    }

    private @Nullable Object value(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text(text.toString());
        }
        if (value instanceof Map<?, ?> map) {
            return fields(map);
        }
        if (value instanceof Collection<?> list) {
            return elements(list);
        }
        return value;
    }

    /** Hides the text after a secret's name, because Node's raw headers and other lists alternate names and values. */
    private List<@Nullable Object> elements(Collection<?> list) {
        List<@Nullable Object> redacted = new ArrayList<>(list.size());
        boolean hide = false;
        for (Object element : list) {
            redacted.add(hide && element instanceof CharSequence ? MASK : value(element));
            hide = isNameOfNext(list, element, hide);
        }
        return redacted;
    }

    private boolean isNameOfNext(Collection<?> list, @Nullable Object element, boolean isValue) {
        return element instanceof CharSequence name
                && !isValue
                && names.secrecy(name.toString()) == Secrecy.LINE
                && list.size() % 2 == 0;
    }

    /** {@code {"name": "DB_PASSWORD", "value": "x"}}. */
    private boolean isNamedSecret(Map<?, ?> fields) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (field.getValue() instanceof CharSequence name
                    && isName(String.valueOf(field.getKey()))
                    && names.secrecy(name.toString()) != Secrecy.NO) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(String key) {
        return key.length() <= MAX_KEY_LENGTH && NAMES.contains(key.toLowerCase(Locale.ROOT));
    }

    private static boolean isValue(String name) {
        return VALUES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** {@return the text without its secrets; the same object if it has none} */
    public String text(String text) {
        if (isWord(text) || !signs.any(text)) {
            return text;
        }
        int slot = text.length() > MAX_REMEMBERED_LENGTH ? -1 : (text.hashCode() * 0x9e3779b9) >>> 22;
        if (slot >= 0 && text.equals(harmless[slot])) {
            return text;
        }
        String shown = masked(text);
        if (slot >= 0 && shown.equals(text)) {
            harmless[slot] = text;
        }
        return shown;
    }

    /** Whether a text is one word, in which no name has a value beside it, and too short for a token. */
    private static boolean isWord(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (i == MAX_WORD_LENGTH
                    || !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }

    private String masked(String text) {
        return masked(text, MAX_ENCODINGS).shown();
    }

    private MaskedText masked(String text, int encodings) {
        MaskedText masked = new MaskedText(text);
        new NamedSecrets(names, text, masked).find();
        new SecretShapes(text, masked).find();
        DecodedText decoded = encodings == 0 ? null : DecodedText.of(text);
        if (decoded != null) {
            masked(decoded.text(), encodings - 1)
                    .forEach((from, to) -> masked.hide(decoded.origin(from), decoded.origin(to)));
        }
        return masked;
    }
}
