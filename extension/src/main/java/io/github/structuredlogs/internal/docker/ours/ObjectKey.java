package io.github.structuredlogs.internal.docker.ours;

import java.util.Collection;

/**
 * The identification of the object that started a container: each object has a key, which its containers have as a
 * label.
 */
public interface ObjectKey {

    /** The name of the label with the key. */
    String LABEL = "io.github.structuredlogs.object";

    String key();

    /** {@return the classes whose code has made the object} */
    Collection<Class<?>> makers();
}
