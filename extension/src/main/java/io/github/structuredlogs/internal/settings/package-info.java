/** The settings: their keys, defaults and precedence, and the rejection of wrong values. */
@NullMarked
package io.github.structuredlogs.internal.settings;

import org.jspecify.annotations.NullMarked;
