/** The report: a page for each failed test, written at once, and one for the run, written at its end. */
@NullMarked
package io.github.structuredlogs.internal.output.report;

import org.jspecify.annotations.NullMarked;
