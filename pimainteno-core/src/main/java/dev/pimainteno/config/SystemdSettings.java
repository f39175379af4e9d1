package dev.pimainteno.config;

import java.time.Duration;

/**
 * {@code [systemd]}: how the units of projects are controlled. Immutable.
 *
 * @param manager whose units they are; {@link Manager#SYSTEM} by default
 * @param restartTimeout how long a restart may take until the unit is up; positive; 200 seconds by default, a little more
 *     than systemd's own limits for stopping and starting
 */
public record SystemdSettings(Manager manager, Duration restartTimeout) {

    /** Which of systemd's managers. */
    public enum Manager {
        /** The one of the machine. */
        SYSTEM,
        /** The one of this user. */
        USER
    }

    public SystemdSettings {
        if (restartTimeout.isNegative() || restartTimeout.isZero()) {
            throw new IllegalArgumentException("restartTimeout must be positive, not " + restartTimeout);
        }
    }

    /** Returns the defaults. */
    public static SystemdSettings standard() {
        return new SystemdSettings(Manager.SYSTEM, Duration.ofSeconds(200));
    }

    static SystemdSettings read(Table table) {
        SystemdSettings standard = standard();
        return new SystemdSettings(
                table.get("manager").flatMap(value -> value.word(Manager.class)).orElse(standard.manager),
                table.get("restart_timeout").flatMap(Value::duration).orElse(standard.restartTimeout));
    }
}
