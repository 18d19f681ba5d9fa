package io.github.structuredlogs.internal.stack;

import io.github.structuredlogs.LoggedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace in few lines: the exception, the application's frames, the number of omitted frames, and every cause.
 *
 * <p>It recognises the stacks of the JVM, Node.js, .NET, Python, Go, Ruby and PHP by the shape of their frames. Other
 * text is kept up to a limit.
 */
public final class StackTraceFold {

    private static final int MESSAGE_LINES = 8;
    private static final int SECTIONS_WITH_FRAMES = 4;
    private static final int FRAMES_OF_A_CAUSE = 2;
    private static final int MAX_LINES_READ = 5000;
    private static final int MAX_LINE_LENGTH_READ = 2000;
    private static final int MAX_PACKAGE_LENGTH = 200;

    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "groovy.",
            "org.codehaus.groovy.",
            "clojure.",
            "akka.",
            "org.apache.",
            "org.springframework.",
            "org.hibernate.",
            "org.eclipse.",
            "org.jboss.",
            "org.wildfly.",
            "io.undertow.",
            "io.netty.",
            "io.vertx.",
            "io.quarkus.",
            "io.smallrye.",
            "io.micronaut.",
            "io.micrometer.",
            "io.opentelemetry.",
            "io.grpc.",
            "io.helidon.",
            "io.lettuce.",
            "redis.clients.",
            "reactor.",
            "rx.",
            "io.reactivex.",
            "com.fasterxml.",
            "tools.jackson.",
            "com.google.common.",
            "com.google.gson.",
            "com.google.inject.",
            "com.zaxxer.",
            "org.postgresql.",
            "com.mysql.",
            "org.mariadb.",
            "oracle.",
            "com.mongodb.",
            "com.microsoft.sqlserver.",
            "org.h2.",
            "org.flywaydb.",
            "liquibase.",
            "org.jooq.",
            "org.mybatis.",
            "okhttp3.",
            "okio.",
            "retrofit2.",
            "feign.",
            "org.slf4j.",
            "ch.qos.logback.",
            "net.logstash.",
            "org.glassfish.",
            "org.junit.",
            "org.mockito.",
            "net.bytebuddy.",
            "net.sf.cglib.",
            "org.aspectj.",
            "org.thymeleaf.",
            "org.quartz.",
            "com.rabbitmq.",
            "io.github.resilience4j.",
            "com.netflix.",
            "org.yaml.snakeyaml.",
            "System.",
            "Microsoft.",
            "Npgsql.",
            "MassTransit.",
            "Grpc.");
    private static final List<String> LIBRARY_PLACES = List.of(
            "node_modules",
            "node:",
            "(internal/",
            "<anonymous>",
            "site-packages",
            "dist-packages",
            "/lib/python",
            "<frozen",
            "/usr/local/go/",
            "/usr/lib/go",
            "/pkg/mod/",
            "/vendor/",
            "/gems/",
            "/lib/ruby/",
            "/rustc/",
            ".cargo/registry",
            "$$SpringCGLIB$$",
            "$$FastClassBy",
            "$$EnhancerBy",
            "<generated>",
            "jdk.proxy");

    private StackTraceFold() {}

    private static final class Section {
        final List<String> title = new ArrayList<>();
        final List<String> frames = new ArrayList<>();
        int common;
        private boolean sourceShown;

        boolean isEmpty() {
            return title.isEmpty() && frames.isEmpty() && common == 0;
        }

        void addFrame(String frame) {
            frames.add(frame);
            sourceShown = false;
        }

        /** Adds the source line below Python's frame, and drops its underline. */
        void addSource(String line) {
            if (!sourceShown && !line.isBlank() && !StackLine.isUnderline(line)) {
                int last = frames.size() - 1;
                frames.set(last, frames.get(last) + "  " + line.strip());
                sourceShown = true;
            }
        }
    }

    /**
     * Folds an exception.
     *
     * @param exception the exception
     * @param logger the logger that wrote it, whose package identifies the application; null if unknown
     * @param depth the number of the application's frames to keep
     * @param ellipsis the replacement for omitted parts
     * @return its lines without line ends; frames are indented by two
     */
    public static List<String> fold(LoggedException exception, @Nullable String logger, int depth, String ellipsis) {
        List<Section> sections = sections(exception);
        String application = applicationPackage(sections, logger);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            boolean first = i == 0;
            addTitle(lines, section.title, ellipsis);
            if (i < SECTIONS_WITH_FRAMES || i == sections.size() - 1) {
                addFrames(
                        lines,
                        section,
                        application,
                        first ? depth : Math.min(depth, FRAMES_OF_A_CAUSE),
                        first,
                        ellipsis);
            }
        }
        return lines;
    }

    /**
     * Returns the exception that was thrown first: the last cause of the stack.
     *
     * @param exception the exception
     * @return type and message of its root cause, null if it has no cause
     */
    public static @Nullable String rootCause(LoggedException exception) {
        String root = null;
        for (Section section : sections(exception)) {
            String title = section.title.isEmpty() ? "" : section.title.get(0);
            boolean further = root != null && ExceptionGroup.isTitle(Objects.requireNonNullElse(title(exception), ""));
            if (title.startsWith("Caused by: ") && !ExceptionGroup.isTitle(title) && !further) {
                root = String.join("\n", section.title.subList(0, Math.min(MESSAGE_LINES, section.title.size())))
                        .substring("Caused by: ".length());
            }
        }
        return root;
    }

    /**
     * Returns the place in the application where it was thrown.
     *
     * @param exception the exception
     * @param logger the logger that wrote it, null if unknown
     * @return the innermost of the application's frames of its root cause, or of the nearest exception that has one,
     *     without the package: {@code Bins.find(Bins.java:9)}; null if there is none
     */
    public static @Nullable String place(LoggedException exception, @Nullable String logger) {
        List<Section> sections = sections(exception);
        String application = applicationPackage(sections, logger);
        for (int i = sections.size() - 1; i >= 0; i--) {
            for (String frame : sections.get(i).frames) {
                if (isApplication(frame, application)) {
                    return withoutPackage(frame);
                }
            }
        }
        return null;
    }

    private static String withoutPackage(String frame) {
        String bare = frame.startsWith("at ") ? frame.substring(3) : frame;
        int[] jvm = StackLine.jvmMethod(frame);
        if (jvm == null) {
            return bare;
        }
        String method = frame.substring(jvm[0], jvm[1]);
        int end = method.lastIndexOf('.', Math.max(0, method.lastIndexOf('.') - 1));
        return method.substring(end + 1) + frame.substring(jvm[1]);
    }

    private static List<Section> sections(LoggedException exception) {
        List<Section> sections = exception.stackTrace() == null ? new ArrayList<>() : read(exception.stackTrace());
        String thrown = title(exception);
        if (sections.isEmpty() || sections.get(0).title.isEmpty()) {
            Section section = sections.isEmpty() ? new Section() : sections.get(0);
            if (thrown != null) {
                section.title.add(thrown);
            }
            if (sections.isEmpty()) {
                sections.add(section);
            }
        } else if (rootFirst(sections)) {
            // logstash-logback-encoder and Spring Boot write the root cause first.
            Section last = sections.get(0);
            last.title.set(0, "Caused by: " + last.title.get(0));
            Collections.reverse(sections);
            for (int i = 0; i < sections.size(); i++) {
                List<String> title = sections.get(i).title;
                if (title.get(0).startsWith("Wrapped by: ")) {
                    String bare = title.get(0).substring("Wrapped by: ".length());
                    title.set(0, i == 0 ? bare : "Caused by: " + bare);
                }
            }
        }
        dropRepeated(sections);
        return sections;
    }

    /** Drops a cause with the same type and message as the exception that rethrew it, and keeps the original. */
    private static void dropRepeated(List<Section> sections) {
        for (int i = sections.size() - 1; i > 1; i--) {
            if (sections.get(i).title.equals(sections.get(i - 1).title)) {
                sections.remove(i - 1);
            }
        }
    }

    private static boolean rootFirst(List<Section> sections) {
        return sections.size() > 1
                && sections.stream()
                        .skip(1)
                        .allMatch(it -> !it.title.isEmpty() && it.title.get(0).startsWith("Wrapped by: "));
    }

    /** {@return the type and message of the thrown exception, null if it has neither} */
    public static @Nullable String title(LoggedException exception) {
        if (exception.type() == null) {
            return exception.message();
        }
        return exception.message() == null ? exception.type() : exception.type() + ": " + exception.message();
    }

    private static List<Section> read(String stackTrace) {
        List<Section> sections = new ArrayList<>();
        Section section = new Section();
        sections.add(section);
        boolean python = false;
        String previous = null;
        List<String> lines = firstLines(stackTrace);
        boolean group = ExceptionGroup.isIn(lines);
        for (String line : group ? ExceptionGroup.flattened(lines) : lines) {
            int common = StackLine.common(line);
            String cause;
            if (line.equals(ExceptionGroup.ITEM)) {
                section = new Section();
                sections.add(section);
            } else if (StackLine.isPythonHead(line)) {
                python = true;
                if (!section.isEmpty()) {
                    section = new Section();
                    sections.add(section);
                }
            } else if (common >= 0) {
                section.common += common;
            } else if (StackLine.isSeparator(line)) {
                previous = null;
                continue;
            } else if (StackLine.isFrame(line)) {
                addFrame(section, line, previous);
            } else if ((cause = StackLine.cause(line)) != null) {
                section = new Section();
                section.title.add(cause);
                sections.add(section);
            } else if (python && !section.frames.isEmpty() && line.startsWith("    ")) {
                section.addSource(line);
            } else {
                section.title.add(line.strip());
            }
            previous = line;
        }
        if (python) {
            tellPythonFromTheEnd(sections, group);
        }
        return sections;
    }

    /** Limits the work for text that is not a trace, or has no end. */
    private static List<String> firstLines(String stackTrace) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from <= stackTrace.length() && lines.size() < MAX_LINES_READ) {
            int feed = stackTrace.indexOf('\n', from);
            int end = feed < 0 ? stackTrace.length() : feed;
            int to = feed > from && stackTrace.charAt(feed - 1) == '\r' ? feed - 1 : end;
            lines.add(stackTrace.substring(from, Math.min(to, from + MAX_LINE_LENGTH_READ)));
            from = end + 1;
        }
        return lines;
    }

    /** Joins the two lines of Go's frame: the function, and its location on the next line. */
    private static void addFrame(Section section, String line, @Nullable String function) {
        String frame = line.strip();
        List<String> title = section.title;
        if (frame.startsWith("at ")
                || frame.startsWith("File ")
                || frame.startsWith("#")
                || function == null
                || title.isEmpty()
                || !title.get(title.size() - 1).equals(function.strip())
                || !StackLine.isFunction(function)) {
            section.addFrame(frame);
            return;
        }
        title.remove(title.size() - 1);
        section.addFrame(function.strip() + " (" + StackLine.withoutOffset(frame) + ")");
    }

    /**
     * Python tells the first exception first and each one's innermost frame last: turned over, it reads like the others. A
     * group is told before what is in it.
     */
    private static void tellPythonFromTheEnd(List<Section> sections, boolean group) {
        if (!group) {
            Collections.reverse(sections);
        }
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            Collections.reverse(section.frames);
            if (i > 0 && !section.title.isEmpty()) {
                section.title.set(0, "Caused by: " + section.title.get(0));
            }
        }
    }

    private static void addTitle(List<String> lines, List<String> title, String ellipsis) {
        for (int i = 0; i < title.size(); i++) {
            if (i == MESSAGE_LINES) {
                lines.add("  " + ellipsis + " " + (title.size() - i) + " lines");
                return;
            }
            lines.add(i == 0 ? title.get(i) : "  " + title.get(i));
        }
    }

    private static void addFrames(
            List<String> lines,
            Section section,
            @Nullable String application,
            int depth,
            boolean first,
            String ellipsis) {
        List<String> shown = section.frames.stream()
                .filter(frame -> isApplication(frame, application))
                .limit(depth)
                .toList();
        if (shown.isEmpty()) {
            shown = section.frames.stream().limit(Math.min(1, depth)).toList();
        }
        for (String frame : shown) {
            lines.add("  " + frame);
        }
        int hidden = section.frames.size() - shown.size() + section.common;
        if (hidden > 0 && (first || section.frames.size() > shown.size())) {
            lines.add("  " + ellipsis + " " + hidden + (hidden == 1 ? " frame" : " frames"));
        }
    }

    /** Returns the first two parts of the logger's package, if it is not a library's and the stack has frames of it. */
    private static @Nullable String applicationPackage(List<Section> sections, @Nullable String logger) {
        if (logger == null || LIBRARIES.stream().anyMatch(logger::startsWith)) {
            return null;
        }
        int first = logger.indexOf('.');
        int second = logger.indexOf('.', first + 1);
        if (first < 1 || second < first + 2 || second > MAX_PACKAGE_LENGTH) {
            return null;
        }
        String name = logger.substring(0, second + 1);
        boolean occurs = sections.stream()
                .flatMap(section -> section.frames.stream())
                .anyMatch(frame -> isApplication(frame, name));
        return occurs ? name : null;
    }

    private static boolean isApplication(String frame, @Nullable String application) {
        if (LIBRARY_PLACES.stream().anyMatch(frame::contains)) {
            return false;
        }
        int[] jvm = StackLine.jvmMethod(frame);
        if (jvm == null) {
            return !frame.startsWith("runtime.") && !frame.startsWith("net/http.");
        }
        String method = frame.substring(jvm[0], jvm[1]);
        return application != null
                ? method.startsWith(application)
                : LIBRARIES.stream().noneMatch(method::startsWith);
    }
}
