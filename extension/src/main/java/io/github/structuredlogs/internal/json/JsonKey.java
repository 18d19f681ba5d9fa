package io.github.structuredlogs.internal.json;

/**
 * The name of a value. {@code log.level} is either a key with this exact name ({@code {"log.level":…}}) or a path into
 * objects ({@code {"log":{"level":…}}}).
 */
public final class JsonKey {
    public final String name;
    /** The part before each dot of the name. */
    public final String[] heads;
    /** The part after each dot of the name. */
    final JsonKey[] tails;

    private JsonKey(String name) {
        this.name = name;
        int dots = (int) name.chars().filter(c -> c == '.').count();
        heads = new String[dots];
        tails = new JsonKey[dots];
        int from = 0;
        for (int i = 0; i < dots; i++) {
            int dot = name.indexOf('.', from);
            heads[i] = name.substring(0, dot).intern();
            tails[i] = new JsonKey(name.substring(dot + 1).intern());
            from = dot + 1;
        }
    }

    public static JsonKey of(String name) {
        return new JsonKey(name);
    }

    public static JsonKey[] of(String... names) {
        JsonKey[] keys = new JsonKey[names.length];
        for (int i = 0; i < names.length; i++) {
            keys[i] = new JsonKey(names[i]);
        }
        return keys;
    }
}
