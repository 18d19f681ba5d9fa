package io.github.structuredlogs;

import static io.github.structuredlogs.LogLevel.ERROR;

import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.docker.watch.Watch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.Scopes;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.PlainRecordText;
import io.github.structuredlogs.testing.FaultProxy;
import io.github.structuredlogs.testing.FaultProxy.Fault;
import io.github.structuredlogs.testing.ReuseOfContainers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.testcontainers.DockerClientFactory;

/**
 * A random program of classes, tests and containers, the same for the same seed but for what the machine makes of it. Each
 * test knows what its containers have logged, and asserts what is true of that and what is not.
 */
final class SoakedProgram {

    /** What stands between the extension and the engine. */
    enum Way {
        /** Nothing goes wrong. */
        CALM,
        /** Nothing goes wrong, and each answer takes 50 ms longer. */
        FAR,
        /** One fault after the other. */
        TROUBLED
    }

    private final long seed;
    private final Way way;
    private final int longestAway;
    private final SoakTally tally;
    private final Random random;
    private final AtomicInteger tokens = new AtomicInteger();
    private final Queue<SoakedService> started = new ConcurrentLinkedQueue<>();
    private final boolean classesAtOnce;
    private final boolean testsAtOnce;
    private final boolean sendsTraces;
    private final boolean reuses;
    private final Settling settling;

    SoakedProgram(long seed, Way way, int longestAway, SoakTally tally) {
        this.seed = seed;
        this.way = way;
        this.longestAway = longestAway;
        this.tally = tally;
        random = new Random(seed);
        classesAtOnce = random.nextInt(3) == 0;
        testsAtOnce = random.nextInt(3) == 0;
        sendsTraces = random.nextInt(4) > 0;
        reuses = new Random(~seed).nextInt(3) == 0;
        settling = new Settling(
                Duration.ofMillis(250), Duration.ofMillis(20), Duration.ofSeconds(way == Way.TROUBLED ? 3 : 20));
    }

    @Override
    public String toString() {
        return "program " + seed + " " + way + (classesAtOnce ? ", classes at once" : "")
                + (testsAtOnce ? ", tests at once" : "") + (sendsTraces ? ", with traces" : "")
                + (reuses ? ", reuse enabled" : "");
    }

    void run() throws IOException, InterruptedException, ExecutionException {
        SoakedService shared = new SoakedService(new Random(random.nextLong()), "text=shared is up");
        if (!reuses) {
            run(shared);
            return;
        }
        ReuseOfContainers setting = ReuseOfContainers.enabled();
        try {
            if (shared.isReusable()) {
                shared.leaveOneFromBefore();
            }
            run(shared);
        } finally {
            setting.close();
        }
    }

    private void run(SoakedService shared) throws IOException, InterruptedException, ExecutionException {
        try (FaultProxy proxy = new FaultProxy(
                        DockerClientFactory.instance().getTransportConfig().getDockerHost());
                Watch.Share watch = Watch.share(
                        () -> new Captures(Formats.builtIn(), CaptureOptions.defaults()),
                        ContainerFilter.OURS,
                        threads -> new EngineConnection(
                                proxy.uri(), null, threads, Duration.ofSeconds(way == Way.TROUBLED ? 2 : 10)));
                Scopes scopes = new Scopes(watch.captures(), PlainRecordText.INSTANCE)) {
            Thread trouble = null;
            SoakedEngine engine = null;
            if (way == Way.FAR) {
                proxy.faults(path -> Fault.delayed(50));
            } else if (way == Way.TROUBLED) {
                engine = new SoakedEngine(proxy, new Random(random.nextLong()), longestAway);
                trouble = new Thread(engine, "trouble");
                trouble.start();
            }
            int before = tally.falselyGreen().size() + tally.falselyRed().size();
            try {
                new OfOneRun(watch, scopes, shared).run();
            } finally {
                if (trouble != null) {
                    trouble.interrupt();
                    trouble.join();
                }
                started.forEach(SoakedService::stop);
            }
            if (engine != null
                    && tally.falselyGreen().size() + tally.falselyRed().size() > before) {
                System.out.println(this + ": " + engine.told());
            }
        }
    }

    /** What a test has had logged. */
    private record Logged(SoakedService service, LogLevel level, String token, boolean isKnownAsMine) {}

    /** The program, with what it runs with. */
    private final class OfOneRun {

        private final Watch.Share watch;
        private final Scopes scopes;
        private final SoakedService shared;

        /** What several tests may have caused: one class fails for it, unless a test beside expects such records. */
        private final Queue<String> sharedErrors = new ConcurrentLinkedQueue<>();

        private final AtomicBoolean isExpected = new AtomicBoolean();
        private final AtomicBoolean aClassHasFailed = new AtomicBoolean();

        OfOneRun(Watch.Share watch, Scopes scopes, SoakedService shared) {
            this.watch = watch;
            this.scopes = scopes;
            if (reuses && shared.isReusable()) {
                // An earlier JVM has left it: only its object tells that it belongs to these tests.
                watch.adopt(shared.container(), null);
            }
            this.shared = started(shared);
        }

        void run() throws InterruptedException, ExecutionException {
            List<Random> classes = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(classesAtOnce ? 3 : 2); i++) {
                classes.add(new Random(random.nextLong()));
            }
            atOnceOrNot(classesAtOnce, classes, (index, drawn) -> new OfOneClass(this, index, drawn).run());
            if (!sharedErrors.isEmpty() && !isExpected.get()) {
                tally.count(
                        SoakedProgram.this + ": no class fails for " + sharedErrors,
                        false,
                        aClassHasFailed.get() ? new AssertionError("one has failed") : null);
            }
        }

        SoakedService started(SoakedService service) {
            started.add(service);
            service.start();
            tally.started(service + (reuses && service.isReusable() ? ", reused" : ""));
            return service;
        }
    }

    private interface Part {
        void run(int index, Random random) throws Exception;
    }

    private static void atOnceOrNot(boolean atOnce, List<Random> parts, Part part)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce ? parts.size() : 1);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                int index = i;
                ends.add(threads.submit(() -> {
                    part.run(index, parts.get(index));
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** A class, which may have a container in a static field. */
    private final class OfOneClass {

        private final OfOneRun run;
        private final String name;
        private final Random random;
        private final Queue<String> owed = new ConcurrentLinkedQueue<>();
        private ClassScope scope;
        private SoakedService field;

        OfOneClass(OfOneRun run, int index, Random random) {
            this.run = run;
            this.name = "class " + index;
            this.random = random;
        }

        void run() throws Exception {
            scope = run.scopes.openClass(null, name, SoakedProgram.class, settling);
            if (random.nextInt(3) > 0) {
                field = run.started(new SoakedService(new Random(random.nextLong()), "text=" + name + " is up"));
                run.watch.adopt(field.container(), null);
                scope.own(field.id());
            }
            List<Random> tests = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(3); i++) {
                tests.add(new Random(random.nextLong()));
            }
            atOnceOrNot(testsAtOnce, tests, (index, drawn) -> new OfOneTest(this, index, drawn).run());
            AssertionError judgement = scope.judge(ERROR);
            run.aClassHasFailed.compareAndSet(false, judgement != null);
            if (!owed.isEmpty() || run.sharedErrors.isEmpty()) {
                tally.count(
                        SoakedProgram.this + ", " + name + " has nothing unexpected beside " + owed,
                        owed.isEmpty(),
                        judgement);
            }
            scope.close();
        }
    }

    /** A test, which may have a container in a field of its instance, and one that nobody else knows. */
    private final class OfOneTest {

        private final OfOneClass testClass;
        private final String name;
        private final Random random;
        private final List<SoakedService> services = new ArrayList<>();
        private final List<Logged> logged = new ArrayList<>();
        private final List<SoakedService> own = new ArrayList<>();

        /** Those of its own of which the extension knows whose they are. */
        private final List<SoakedService> certain = new ArrayList<>();

        private TestScope scope;
        private CapturedLogs logs;
        private String trace = "";

        OfOneTest(OfOneClass testClass, int index, Random random) {
            this.testClass = testClass;
            this.name = testClass.name + " test " + index + " of " + seed;
            this.random = random;
        }

        void run() throws Exception {
            scope = testClass.run.scopes.openTest(testClass.scope, name, name, settling);
            logs = testClass.run.scopes.viewOf(scope);
            if (sendsTraces) {
                trace = logs.traceparent().split("-", -1)[1];
            }
            services.add(testClass.run.shared);
            if (testClass.field != null) {
                services.add(testClass.field);
            }
            if (random.nextInt(3) == 0) {
                startOwn(true);
            }
            if (random.nextInt(4) == 0) {
                startOwn(false);
            }
            boolean isExpected = random.nextInt(3) == 0;
            if (isExpected) {
                testClass.run.isExpected.set(true);
                logs.expect(records -> records.withLevel(ERROR));
            }
            for (int i = 0; i < 4 + random.nextInt(5); i++) {
                act();
                for (int k = 0; k < 4; k++) {
                    assertSomething();
                }
            }
            judge(isExpected);
            scope.close();
            own.forEach(SoakedService::stop);
        }

        private void startOwn(boolean isField) throws InterruptedException {
            String token = token();
            SoakedService service = testClass.run.started(
                    new SoakedService(new Random(random.nextLong()), "text=" + line("info", token, "")));
            if (isField) {
                testClass.run.watch.adopt(service.container(), null);
                scope.own(service.id());
                certain.add(service);
            } else if (isFound(service)) {
                certain.add(service);
            }
            service.awaitStored(token);
            own.add(service);
            services.add(service);
            logged.add(new Logged(service, LogLevel.INFO, token, isMine(service)));
        }

        /** Names it by its object, so that nobody else's it is; while the engine does not answer it cannot be found. */
        private boolean isFound(SoakedService service) {
            try {
                var unused = logs.from(service.container());
                return true;
            } catch (IllegalArgumentException e) {
                tally.count(
                        SoakedProgram.this + ", " + name + ": a container that runs is found",
                        true,
                        new AssertionError(e.getMessage(), e));
                return false;
            }
        }

        private String token() {
            return "token-" + seed + "-" + tokens.incrementAndGet() + "-";
        }

        private String line(String level, String token, String traceId) {
            return "{\"level\":\"" + level + "\",\"msg\":\"" + token + "\",\"run\":\"" + name + "\""
                    + (traceId.isEmpty() ? "" : ",\"trace_id\":\"" + traceId + "\"") + "}";
        }

        /** Has something logged, restarts a container, or stops one for good as soon as it has logged. */
        private void act() throws IOException, InterruptedException {
            SoakedService service = services.get(random.nextInt(services.size()));
            boolean isOwn = own.contains(service);
            if (isOwn && random.nextInt(5) == 0 && !service.toString().contains("autoremove")) {
                service.restart();
                // It says once more what it says at each start.
                logged.stream()
                        .filter(each -> each.service() == service)
                        .findFirst()
                        .ifPresent(first ->
                                logged.add(new Logged(service, first.level(), first.token(), first.isKnownAsMine())));
                Logged again = logged.get(logged.size() - 1);
                service.awaitStored(again.token());
            }
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                boolean isError = random.nextInt(3) == 0;
                String token = token();
                lines.add(line(isError ? "error" : "info", token, trace));
                logged.add(new Logged(service, isError ? ERROR : LogLevel.INFO, token, sendsTraces || isMine(service)));
            }
            service.log(lines);
            if (isOwn && random.nextInt(4) == 0) {
                service.stop();
                services.remove(service);
            }
        }

        /** Whether what it logs without a trace is known to be this test's: no other that runs at the same time sees it. */
        private boolean isMine(SoakedService service) {
            if (own.contains(service)) {
                return certain.contains(service) || (!testsAtOnce && !classesAtOnce);
            }
            return !testsAtOnce && (service != testClass.run.shared || !classesAtOnce);
        }

        // --- what is asserted

        private CapturedLogsAssert all() {
            return logs.assertThat();
        }

        private void assertSomething() {
            String never = "never-" + random.nextInt();
            Logged one = logged.get(random.nextInt(logged.size()));
            long times = logged.stream()
                    .filter(each -> each.token().equals(one.token()))
                    .count();
            int mine = (int) logged.stream().filter(Logged::isKnownAsMine).count();
            int ofService = (int) logged.stream()
                    .filter(each -> each.isKnownAsMine() && each.service() == one.service())
                    .count();
            boolean anyError = logged.stream().anyMatch(each -> each.level() == ERROR);
            boolean isKnown = one.isKnownAsMine();
            switch (random.nextInt(24)) {
                case 0 ->
                    holds(
                            isKnown,
                            "there is " + one,
                            () -> all().withMessage(one.token()).isNotEmpty());
                case 1 ->
                    holds(
                            isKnown,
                            times + " of " + one,
                            () -> all().withMessage(one.token()).hasSize((int) times));
                case 2 ->
                    holds(
                            isKnown,
                            "some is " + one,
                            () -> all().anyMatch(record -> one.token().equals(record.message())));
                case 3 ->
                    holds(
                            isKnown,
                            "extracted is " + one,
                            () -> all().from(one.service().container())
                                    .extracting(LogRecord::message)
                                    .contains(one.token()));
                case 4 ->
                    holds(
                            isKnown,
                            "in time " + one,
                            () -> all().eventually(
                                            Duration.ofMillis(500),
                                            it -> it.withMessage(one.token()).hasSize((int) times)));
                case 5 ->
                    holds(
                            true,
                            "none of " + never,
                            () -> all().withMessage(never).isEmpty());
                case 6 ->
                    holds(
                            true,
                            "no match of " + never,
                            () -> all().noneMatch(record -> never.equals(record.message())));
                case 7 ->
                    holds(
                            true,
                            "none extracted of " + never,
                            () -> all().extracting(LogRecord::message).doesNotContain(never));
                case 8 ->
                    holds(
                            true,
                            "none of " + never + " in time",
                            () -> all().eventually(
                                            Duration.ofMillis(100),
                                            it -> it.withMessage(never).isEmpty()));
                case 9 ->
                    holds(
                            true,
                            "none of " + never + " of one",
                            () -> all().from(one.service().container())
                                    .withMessage(never)
                                    .hasSize(0));
                case 10 ->
                    holds(
                            isKnown,
                            mine + " of mine",
                            () -> all().withField("run", name).hasSize(mine));
                case 11 ->
                    holds(
                            isKnown,
                            ofService + " of mine by " + one.service(),
                            () -> all().from(one.service().container())
                                    .withField("run", name)
                                    .hasSize(ofService));
                case 12 ->
                    fails("none of " + one, () -> all().withMessage(one.token()).isEmpty());
                case 13 ->
                    fails(
                            "no match of " + one,
                            () -> all().noneMatch(record -> one.token().equals(record.message())));
                case 14 ->
                    fails(
                            "none extracted of " + one,
                            () -> all().from(one.service().container())
                                    .extracting(LogRecord::message)
                                    .doesNotContain(one.token()));
                case 15 ->
                    fails(
                            "in time none of " + one,
                            () -> all().eventually(
                                            Duration.ofMillis(100),
                                            it -> it.withMessage(one.token()).isEmpty()));
                case 16 ->
                    fails(
                            "size 0 of " + one,
                            () -> all().withMessage(one.token()).size().isZero());
                case 17 ->
                    fails(
                            "for a while none of " + one,
                            () -> all().withMessage(one.token()).staysEmpty(Duration.ofMillis(20)));
                case 18 ->
                    fails(
                            "listed none of " + one,
                            () -> Assertions.assertThat(logs.records().stream().map(LogRecord::message))
                                    .doesNotContain(one.token()));
                case 19 ->
                    fails(
                            "fewer of mine than " + mine,
                            () -> all().withField("run", name).hasSizeLessThan(mine));
                case 20 ->
                    fails(
                            "one too few of mine by " + one.service(),
                            () -> all().from(one.service().container())
                                    .withField("run", name)
                                    .hasSize(ofService - 1));
                case 21 ->
                    fails("one more of mine", () -> all().withField("run", name).hasSize(mine + 1));
                default -> {
                    if (anyError) {
                        fails("no error", () -> all().withLevel(ERROR).isEmpty());
                    } else {
                        fails("none of mine", () -> all().withField("run", name).isEmpty());
                    }
                }
            }
        }

        /** Of what may be another test's only the absence is asserted, and that must not hold. */
        private void holds(boolean canBeAsserted, String what, Runnable assertion) {
            if (canBeAsserted && logged.stream().allMatch(Logged::isKnownAsMine)) {
                count(what, true, assertion);
            } else if (what.contains("never")) {
                count(what, true, assertion);
            }
        }

        private void fails(String what, Runnable assertion) {
            boolean isOfNumber = what.contains("mine");
            if (!isOfNumber || logged.stream().allMatch(Logged::isKnownAsMine)) {
                count(what, false, assertion);
            }
        }

        private void count(String what, boolean isTrue, Runnable assertion) {
            AssertionError failure = null;
            try {
                assertion.run();
            } catch (AssertionError e) {
                failure = e;
            }
            boolean isFalselyGreen = !isTrue && failure == null;
            tally.count(
                    SoakedProgram.this + ", " + name + ": " + what + (isFalselyGreen ? captured() : ""),
                    isTrue,
                    failure);
        }

        /** What is captured now, for whoever looks for the reason of a failure. */
        private String captured() {
            StringBuilder text = new StringBuilder("; its containers:");
            services.forEach(
                    each -> text.append("\n    ").append(each.id()).append(' ').append(each));
            text.append("\n  captured:");
            for (Capture each : testClass.run.watch.captures().list()) {
                text.append("\n    ")
                        .append(each.containerId())
                        .append(' ')
                        .append(each)
                        .append(' ')
                        .append(each.knowledge());
                for (int i = 0; i < each.size(); i++) {
                    text.append("\n      ").append(each.record(i).raw());
                }
            }
            return text.toString();
        }

        private void judge(boolean isExpected) {
            List<Logged> errors =
                    logged.stream().filter(each -> each.level() == ERROR).toList();
            boolean isClean = isExpected || errors.isEmpty();
            AssertionError judgement = scope.judge(ERROR);
            if (judgement != null) {
                tally.count(SoakedProgram.this + ", " + name + " has no unexpected error", isClean, judgement);
            }
            String told = judgement == null ? "" : String.valueOf(judgement.getMessage());
            for (Logged each : isExpected ? List.<Logged>of() : errors) {
                if (told.contains(each.token()) || told.contains("… and ")) {
                    continue;
                }
                if (!each.isKnownAsMine()) {
                    testClass.run.sharedErrors.add(each.token());
                } else {
                    // Whatever the test cannot decide its class is to say.
                    testClass.owed.add(each.token());
                }
            }
        }
    }
}
