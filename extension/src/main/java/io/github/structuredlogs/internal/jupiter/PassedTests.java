package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.history.ContainerImage;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.history.RunHistory;
import io.github.structuredlogs.internal.history.SaidMessage;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import io.github.structuredlogs.internal.scope.EarlierRecords;
import io.github.structuredlogs.internal.scope.Scope;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.Redaction;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what passed tests have logged, at the end of their class, and knows what a failed one logged when it passed last. */
final class PassedTests {
    private static final int MAX_RECORDS = 20_000;
    private static final int MAX_TEXT = 160;

    private final RunHistory history;
    private final Queue<EndedWell> ended = new ConcurrentLinkedQueue<>();

    PassedTests(Settings settings, Consumer<String> reports) {
        // Whoever has not chosen the directory need not hear of it.
        history = new RunHistory(
                settings.historyDirectory(), Path.of(""), settings.setsHistoryDirectory() ? reports : unwanted -> {});
    }

    private record EndedWell(String className, String method, Instant at, Scope scope, Redaction redaction) {}

    /** A test has passed. */
    void add(ExtensionContext context, Scope scope, Redaction redaction) {
        if (history.isOn() && !scope.captures().isEmpty()) {
            ended.add(new EndedWell(
                    Contexts.testClass(context).getName(), method(context), Instant.now(), scope, redaction));
        }
    }

    /** {@return what was logged when a test passed last in an earlier run, null if that is not known} */
    @Nullable GreenRun lastGreen(ExtensionContext context) {
        return history.lastGreen(Contexts.testClass(context).getName(), method(context));
    }

    /** A parameterized test's invocations and a factory's dynamic tests are one. */
    private static String method(ExtensionContext context) {
        ExtensionContext candidate = context;
        while (candidate.getTestMethod().isEmpty() && candidate.getParent().isPresent()) {
            candidate = candidate.getParent().get();
        }
        return candidate.getTestMethod().map(PassedTests::name).orElse("");
    }

    private static String name(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** A class has ended: what its tests have logged is kept. */
    void classEnded(Class<?> testClass) {
        List<RunHistory.PassedTest> tests = new ArrayList<>();
        Set<Long> before = new HashSet<>();
        EarlierRecords earlier = new EarlierRecords();
        for (Iterator<EndedWell> all = ended.iterator(); all.hasNext(); ) {
            EndedWell test = all.next();
            if (test.className.equals(testClass.getName())) {
                all.remove();
                List<Capture> captures = test.scope.captures();
                tests.add(new RunHistory.PassedTest(test.method, test.at, said(test), images(captures)));
                earlier.before(test.scope, captures).forEach(record -> before.add(MessageTemplate.of(record)));
            }
        }
        history.keep(testClass.getName(), tests, before);
    }

    /** {@return the images that containers run, by the containers' names} */
    static Map<String, ContainerImage> images(List<Capture> captures) {
        Map<String, ContainerImage> images = new HashMap<>();
        captures.forEach(
                capture -> images.put(capture.name(), new ContainerImage(capture.image(), capture.imageDigest())));
        return images;
    }

    private static List<SaidMessage> said(EndedWell test) {
        List<LogRecord> records = test.scope.slice().records();
        Map<Long, SaidMessage> said = new LinkedHashMap<>();
        for (LogRecord record : records.subList(0, Math.min(records.size(), MAX_RECORDS))) {
            long template = MessageTemplate.of(record);
            SaidMessage known = said.get(template);
            LogLevel level = record.level();
            said.put(
                    template,
                    known != null
                            ? known.again()
                            : new SaidMessage(
                                    template,
                                    String.valueOf(record.container()),
                                    level == null ? null : level.name(),
                                    test.redaction.text(MessageTemplate.text(record, MAX_TEXT)),
                                    1));
        }
        return List.copyOf(said.values());
    }

    void close() {
        history.close();
    }
}
