/**
 * The live view of a run of tests, in a process of its own: a debugger that suspends the tests' JVM would stop a server
 * inside of it.
 *
 * <p>{@link io.github.structuredlogs.internal.viewer.beside.RunViewer} lives in the tests' JVM. It starts the other one and
 * tells it {@linkplain io.github.structuredlogs.internal.viewer.beside.ViewerMark marks}: where the engine is, which
 * containers the tests use, which test begins and ends. {@link io.github.structuredlogs.internal.viewer.beside.ViewerMain}
 * is the other one, which follows the engine by itself. Marks go one way; the only answer is the address of the page.
 */
@NullMarked
package io.github.structuredlogs.internal.viewer.beside;

import org.jspecify.annotations.NullMarked;
