/**
 * The assignment of records to tests, and the check for unexpected records.
 *
 * <p>Only these rules decide who owns a record; {@code OwnershipTest} has them as a table.
 *
 * <ol>
 *     <li><b>Trace.</b> A record with the id of a test's own trace belongs to that test, wherever and whenever it was
 *       logged.
 *   <li><b>Claims.</b> A class claims the containers in its static fields, a test those in the fields of its instance, as
 *       long as it runs. Asking for a container claims nothing. Nested classes share the claims of those around them.
 *   <li><b>Own containers.</b> What a class or test has claimed and started itself is its own: while it runs nobody else
 *       sees that container, and what the container has written by then stays its whoever looks at it later. If the
 *       container ends with it, so is what it writes at its end. A container that several tests have in a field is no
 *       test's own. One that was there before (an alias of a singleton, a bean of a cached context) is not its own: others
 *       see it. Nor is a bean that a framework has made, or one whose object another class has made and keeps in a static
 *       field, or in what such a field holds, even if it was started later. One that an earlier JVM has left (a reused one) is kept by who claims it, and its past is nobody's.
 *   <li><b>Everybody's containers.</b> A container that nobody who runs keeps is seen by all, and its records are divided
 *       by time: to the test that ran when the engine received one, or a moment before, as far as the record's own time
 *       says so and is close to the engine's.
 *   <li><b>Several at a time.</b> What comes while several tests run that see the container is shared: it may be any one's,
 *       and assertions of absence that it matches are undecided. Only a container that was created in a test's time, that
 *       nobody claims and that this test alone has asked for by its object is this test's.
 *   <li><b>No test at a time.</b> What comes between two tests of a class is the later one's. What comes before a class's
 *       first test is the class's, and what comes between two classes is the later class's.
 *   <li><b>Names.</b> A name means every container in sight that has it, numbered or not ({@code orders}, {@code orders#2}).
 *       Whoever names a container by its object sees it, whoever keeps it; what others may have caused is shared then.
 *   <li><b>Threads.</b> A parameter belongs to the test that it was given to, and so does a field of an instance that one
 *       test alone uses. Another field belongs to the innermost test that runs on the thread that asks, else to the only
 *       test of its class that runs, else to the class. A static field belongs to nobody on a thread that began none of
 *       several classes that run.
 * </ol>
 */
@NullMarked
package io.github.structuredlogs.internal.scope;

import org.jspecify.annotations.NullMarked;
