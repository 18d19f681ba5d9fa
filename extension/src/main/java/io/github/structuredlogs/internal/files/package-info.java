/** What a run leaves on disk: a directory of its own, in it one for each class, and in these what failed tests logged. */
@NullMarked
package io.github.structuredlogs.internal.files;

import org.jspecify.annotations.NullMarked;
