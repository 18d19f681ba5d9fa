package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The extension for JUnit's automatic detection: it does nothing unless the project has switched it on. */
public final class AutoDetectedLogs extends LogsLifecycle {

    /** Creates the extension; JUnit calls this constructor. */
    public AutoDetectedLogs() {
        super(new SettingsLayer.SettingsLayerBuilder().build("auto-detection"), List.of());
    }

    @Override
    protected boolean isActive(ExtensionContext context) {
        return context.getConfigurationParameter(Settings.PREFIX + "enabled", Boolean::valueOf)
                .orElse(false);
    }

    /** Says nothing, because it is switched on for a whole build, in which some modules have no containers. */
    @Override
    protected boolean saysWhatIsMissing() {
        return false;
    }
}
