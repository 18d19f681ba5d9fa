package io.github.structuredlogs.internal.docker.ours;

/** Tells which object started a container: each object has a key of its own, which its containers carry as a label. */
public interface ObjectKey {

    /** The label that holds the key. */
    String LABEL = "io.github.structuredlogs.object";

    String key();
}
