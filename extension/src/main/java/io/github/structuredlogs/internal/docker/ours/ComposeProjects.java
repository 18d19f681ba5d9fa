package io.github.structuredlogs.internal.docker.ours;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.ResourceReaper;

/**
 * The Compose projects that Testcontainers has started in this JVM. It labels nothing of them, because {@code docker compose}
 * creates their containers. But it notes each project before it starts it, to remove it at the end.
 */
public final class ComposeProjects {

    private static final String NOTE = "label=" + ContainerNames.COMPOSE_PROJECT + "=";

    private ComposeProjects() {}

    /** Whether any has been started. */
    public static boolean areStarted() {
        return isNoted(note -> note.startsWith(NOTE));
    }

    static boolean have(@Nullable String project) {
        return project != null && isNoted((NOTE + project)::equals);
    }

    private static boolean isNoted(Predicate<String> wanted) {
        List<?> notes = Notes.LIST;
        // Testcontainers adds to it under this lock.
        synchronized (notes) {
            for (Object filter : notes) {
                for (Object each : (List<?>) filter) {
                    if (each instanceof Map.Entry<?, ?> entry && wanted.test(entry.getKey() + "=" + entry.getValue())) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** Read once; empty if Testcontainers keeps its notes elsewhere. */
    private static final class Notes {
        static final List<?> LIST = read();

        private static List<?> read() {
            try {
                Field notes = ResourceReaper.class.getDeclaredField("DEATH_NOTE");
                notes.setAccessible(true);
                return notes.get(null) instanceof List<?> list ? list : List.of();
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                return List.of();
            }
        }
    }
}
