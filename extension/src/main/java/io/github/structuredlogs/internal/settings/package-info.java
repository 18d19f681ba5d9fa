/** The settings: their keys and defaults, which of several values holds, and what is said of a wrong one. */
@NullMarked
package io.github.structuredlogs.internal.settings;

import org.jspecify.annotations.NullMarked;
