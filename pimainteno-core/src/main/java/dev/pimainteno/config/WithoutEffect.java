package dev.pimainteno.config;

import java.util.Map;
import java.util.Optional;

/** The settings that are read and checked, and that do nothing yet. When one takes effect, its line goes. */
final class WithoutEffect {
    private static final Map<String, String> WHY = Map.of(
            "scheduler.enabled", "no scheduler in this build: runs start only when they are asked for",
            "scheduler.cron", "no scheduler in this build: runs start only when they are asked for",
            "systemd_monitor.enabled", "no unit monitor in this build: failures of units start no run",
            "systemd_monitor.units", "no unit monitor in this build: failures of units start no run",
            "web.host", "no web server in this build: nothing listens",
            "web.port", "no web server in this build: nothing listens");

    private WithoutEffect() {}

    /** Says why a setting has no effect; empty if it has one, or if it asks for nothing. */
    static Optional<String> of(Value value) {
        boolean asksForNothing = Boolean.FALSE.equals(value.raw()) || value.isEmptyArray();
        return asksForNothing
                ? Optional.empty()
                : Optional.ofNullable(WHY.get(value.key())).map(why -> "no effect: " + why);
    }
}
