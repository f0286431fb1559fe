package org.maint.setting;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All settings as they stand at one moment, out of one query. */
public final class CurrentSettings {
    private final Map<String, Setting> settings;
    private final Optional<URI> configuredPlatform;

    CurrentSettings(List<Setting> settings, Optional<URI> configuredPlatform) {
        this.settings = settings.stream().collect(Collectors.toMap(Setting::key, Function.identity()));
        this.configuredPlatform = configuredPlatform;
    }

    /** Empty until it is set. */
    public Optional<URI> platformUrl() {
        return configuredPlatform.or(() -> value(SettingKey.PLATFORM_URL).map(URI::create));
    }

    /** Whether {@code maint.platform.url} decides, so that it cannot be set here. */
    public boolean platformUrlIsFixed() {
        return configuredPlatform.isPresent();
    }

    public int days(Retained what) {
        return value(what.key()).map(Integer::parseInt).orElse(what.otherwise());
    }

    /** Whether what is for customers waits for a second pair of eyes; not unless it was asked for. */
    public boolean customerUpdatesAreChecked() {
        return value(SettingKey.CUSTOMER_UPDATES_CHECKED).isPresent();
    }

    /** By what dashboards and reports judge where the plan says nothing. */
    public Judgement judgement() {
        return value(SettingKey.JUDGEMENT).map(Judgement::read).orElse(Judgement.USUAL);
    }

    /** Where an outside program is told what happens; empty for nowhere. */
    public Optional<URI> webhookUrl() {
        return value(SettingKey.WEBHOOK_URL).map(URI::create);
    }

    Optional<String> webhookSecret() {
        return value(SettingKey.WEBHOOK_SECRET);
    }

    /** Who set it last, and when; empty when it stands at its default. */
    public Optional<Setting> setting(SettingKey key) {
        return Optional.ofNullable(settings.get(key.key())).filter(setting -> setting.value() != null);
    }

    /** For a form: what a change must name. */
    public int version(SettingKey key) {
        Setting setting = settings.get(key.key());
        return setting == null ? 0 : setting.version();
    }

    private Optional<String> value(SettingKey key) {
        return setting(key).map(Setting::value);
    }
}
