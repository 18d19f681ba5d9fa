package io.github.structuredlogs.internal.json;

/**
 * The name of a value. {@code log.level} is a key of that very name ({@code {"log.level":…}}) or a path into objects
 * ({@code {"log":{"level":…}}}), whichever is there.
 */
public final class Key {
    public final String name;
    /** What stands before each dot of the name. */
    public final String[] heads;
    /** What stands after each dot of the name. */
    final Key[] tails;

    private Key(String name) {
        this.name = name;
        int dots = (int) name.chars().filter(c -> c == '.').count();
        heads = new String[dots];
        tails = new Key[dots];
        int from = 0;
        for (int i = 0; i < dots; i++) {
            int dot = name.indexOf('.', from);
            heads[i] = name.substring(0, dot).intern();
            tails[i] = new Key(name.substring(dot + 1).intern());
            from = dot + 1;
        }
    }

    public static Key of(String name) {
        return new Key(name);
    }

    public static Key[] of(String... names) {
        Key[] keys = new Key[names.length];
        for (int i = 0; i < names.length; i++) {
            keys[i] = new Key(names[i]);
        }
        return keys;
    }
}
