package io.github.structuredlogs.internal.command;

import java.net.URI;

/** Shows a page to the person at the keyboard. */
interface Browser {
    /** Shows a page, if that is possible; its address is printed anyway. */
    void show(URI page);
}
