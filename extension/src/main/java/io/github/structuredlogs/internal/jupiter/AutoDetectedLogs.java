package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The extension as JUnit detects it by itself: it does nothing unless the project has switched it on. */
public final class AutoDetectedLogs extends LogsLifecycle {

    /** Makes the extension; JUnit calls this. */
    public AutoDetectedLogs() {
        super(new SettingsLayer.SettingsLayerBuilder().build("auto-detection"), List.of());
    }

    @Override
    protected boolean isActive(ExtensionContext context) {
        return context.getConfigurationParameter(Settings.PREFIX + "enabled", Boolean::valueOf)
                .orElse(false);
    }

    /** It is switched on for a whole build, of which some modules have no containers. */
    @Override
    protected boolean saysWhatIsMissing() {
        return false;
    }
}
