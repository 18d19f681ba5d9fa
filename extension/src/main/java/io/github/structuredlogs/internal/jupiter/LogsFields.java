package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.CapturedLogs;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The fields of test instances that hold a test's records, whether they were filled in or given to the constructor. */
final class LogsFields {

    private static final ClassValue<List<Field>> OF_INSTANCES = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return ReflectionSupport.findFields(
                    type,
                    field -> field.getType() == CapturedLogs.class && !Modifier.isStatic(field.getModifiers()),
                    HierarchyTraversalMode.TOP_DOWN);
        }
    };

    private LogsFields() {}

    /** {@return what the fields of an instance hold} */
    static List<Object> values(Object instance) {
        List<Object> values = new ArrayList<>();
        for (Field field : OF_INSTANCES.get(instance.getClass())) {
            try {
                field.setAccessible(true);
                Object value = field.get(instance);
                if (value != null) {
                    values.add(value);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("accessible just now: " + field, e);
            }
        }
        return values;
    }
}
