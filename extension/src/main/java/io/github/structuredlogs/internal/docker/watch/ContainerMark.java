package io.github.structuredlogs.internal.docker.watch;

import com.github.dockerjava.api.command.CreateContainerCmd;
import io.github.structuredlogs.internal.docker.ours.JvmMark;
import io.github.structuredlogs.internal.docker.ours.Makers;
import io.github.structuredlogs.internal.docker.ours.ObjectKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.core.CreateContainerCmdModifier;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * The identification of the object that started a container, even if the start fails and the object loses its id.
 *
 * <p>Testcontainers loads one of these for each container's object, as a service, and calls it before each attempt to
 * start; the mark becomes a label of the container. While nobody watches, the container gets the JVM's label alone. The
 * call also tells that Testcontainers has an engine, so that no test run without containers ever looks for one.
 */
public final class ContainerMark implements CreateContainerCmdModifier, ObjectKey {

    private final String key = UUID.randomUUID().toString();
    private final Collection<Class<?>> makers = Makers.onStack();

    /** Creates an instance for the service loader. */
    public ContainerMark() {}

    @Override
    public CreateContainerCmd modify(CreateContainerCmd command) {
        // If containers are reused, a label of our own would make each of them different.
        boolean marks = !TestcontainersConfiguration.getInstance().environmentSupportsReuse();
        if (marks) {
            label(command, JvmMark.LABEL, JvmMark.value());
            JvmMark.isUsed();
        }
        if (!Watch.containerIsStarting()) {
            // Somebody may watch in another class loader.
            return command;
        }
        StartCall.begins(marks ? key : null);
        String creation = Watch.announce(key, String.valueOf(command.getImage()), marks, () -> labels(command));
        if (marks) {
            label(command, LABEL, key);
            if (creation != null) {
                label(command, Creations.LABEL, creation);
            }
        }
        Watch.pointToReceiver(command, key, marks ? creation : null);
        return command;
    }

    private static Map<String, String> labels(CreateContainerCmd command) {
        Map<String, String> labels = command.getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static void label(CreateContainerCmd command, String name, String value) {
        Map<String, String> all = new HashMap<>(labels(command));
        all.put(name, value);
        command.withLabels(all);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Collection<Class<?>> makers() {
        return makers;
    }
}
