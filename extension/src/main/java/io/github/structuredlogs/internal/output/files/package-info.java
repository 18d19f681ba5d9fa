/** The files of a run: a directory for the run, and below it one for each class with the logs of its failed tests. */
@NullMarked
package io.github.structuredlogs.internal.output.files;

import org.jspecify.annotations.NullMarked;
