package io.github.structuredlogs;

import io.github.structuredlogs.internal.command.ViewerCommand;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The viewer on the command line: shows runs, saved logs, and what the containers of an engine log now.
 *
 * <pre>
 * java -cp … io.github.structuredlogs.Viewer open target/structured-logs
 * java -cp … io.github.structuredlogs.Viewer open orders.log payments.log
 * java -cp … io.github.structuredlogs.Viewer report artefact.zip -o report.html
 * java -cp … io.github.structuredlogs.Viewer live
 * </pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class Viewer {
    private Viewer() {}

    /**
     * Runs a command and ends this JVM: with 0 if it is done, with 1 if there was nothing to show, with 2 if the words were
     * not understood.
     *
     * @param words the command and its paths; {@code help} lists them
     */
    public static void main(String... words) {
        System.exit(ViewerCommand.ofThisProcess().run(words));
    }
}
