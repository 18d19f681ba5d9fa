package io.github.structuredlogs.internal.settings;

import io.github.structuredlogs.Absence;
import io.github.structuredlogs.Color;
import io.github.structuredlogs.LiveViewer;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.Startup;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.WriteReport;
import java.util.Arrays;
import java.util.Locale;

/** The settings of an annotation, as a layer. */
public final class AnnotationLayer {
    private AnnotationLayer() {}

    public static SettingsLayer of(StructuredLogs annotation, String place) {
        SettingsLayer.SettingsLayerBuilder layer = new SettingsLayer.SettingsLayerBuilder();
        set(layer, "print", annotation.print(), Print.DEFAULT);
        set(layer, "startup", annotation.startup(), Startup.DEFAULT);
        set(layer, "level", annotation.level(), place);
        set(layer, "fail-on", annotation.failOn(), place);
        set(layer, "color", annotation.color(), Color.DEFAULT);
        set(layer, "containers.include", annotation.include());
        set(layer, "containers.exclude", annotation.exclude());
        set(layer, "redact", annotation.redact());
        set(layer, "width", annotation.width());
        set(layer, "stacktrace.depth", annotation.stacktraceDepth());
        set(layer, "files.directory", annotation.filesDirectory());
        set(layer, "report", annotation.report(), WriteReport.DEFAULT);
        set(layer, "report.size", annotation.reportSize());
        set(layer, "viewer", annotation.viewer(), LiveViewer.DEFAULT);
        set(layer, "settle", annotation.settle());
        set(layer, "settle.absence", annotation.settleAbsence());
        set(layer, "absence", annotation.absence(), Absence.DEFAULT);
        set(layer, "stats", annotation.stats(), place);
        set(layer, "otlp", annotation.otlp(), place);
        for (StructuredLogs.Files file : annotation.files()) {
            layer.set("files." + file.name().toLowerCase(Locale.ROOT), "true");
        }
        for (String level : annotation.levels()) {
            // A part without "=" has an empty level, which the settings reject with the container's name.
            String[] parts = level.split("=", 2);
            layer.setLevel(parts[0].strip(), parts.length == 2 ? parts[1] : "");
        }
        return layer.build("@StructuredLogs on " + place);
    }

    private static <E extends Enum<E>> void set(
            SettingsLayer.SettingsLayerBuilder layer, String key, E value, E unset) {
        if (value != unset) {
            layer.set(key, value.name());
        }
    }

    private static void set(SettingsLayer.SettingsLayerBuilder layer, String key, LogLevel[] levels, String place) {
        if (levels.length > 1) {
            throw new InvalidSettingException(
                    key, Arrays.toString(levels), "@StructuredLogs on " + place, "one level, the least");
        }
        for (LogLevel level : levels) {
            layer.set(key, level.name());
        }
    }

    private static void set(SettingsLayer.SettingsLayerBuilder layer, String key, boolean[] values, String place) {
        if (values.length > 1) {
            throw new InvalidSettingException(
                    key, Arrays.toString(values), "@StructuredLogs on " + place, "true or false, once");
        }
        for (boolean value : values) {
            layer.set(key, Boolean.toString(value));
        }
    }

    private static void set(SettingsLayer.SettingsLayerBuilder layer, String key, String[] values) {
        if (values.length > 0) {
            layer.set(key, String.join(",", values));
        }
    }

    private static void set(SettingsLayer.SettingsLayerBuilder layer, String key, int value) {
        if (value != -1) {
            layer.set(key, Integer.toString(value));
        }
    }

    private static void set(SettingsLayer.SettingsLayerBuilder layer, String key, String value) {
        if (!value.isEmpty()) {
            layer.set(key, value);
        }
    }
}
