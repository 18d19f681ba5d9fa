/** What a run leaves on disk: a directory for the run, below it one for each class with what its failed tests logged. */
@NullMarked
package io.github.structuredlogs.internal.output.files;

import org.jspecify.annotations.NullMarked;
