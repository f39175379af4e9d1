package dev.pimainteno.config;

import java.util.Optional;

/**
 * {@code [scheduler]}: when runs start by themselves. Immutable.
 *
 * @param enabled whether they do; false by default
 * @param cron when; present if enabled; absent by default
 */
public record SchedulerSettings(boolean enabled, Optional<CronExpression> cron) {

    public SchedulerSettings {
        if (enabled && cron.isEmpty()) {
            throw new IllegalArgumentException("an enabled scheduler needs a cron expression");
        }
    }

    static SchedulerSettings read(Table table) {
        Optional<Value> enabled = table.get("enabled");
        Optional<Value> cron = table.get("cron");
        boolean wanted = enabled.flatMap(Value::bool).orElse(false);
        if (wanted && cron.isEmpty()) {
            enabled.get().reject("scheduler.cron beside it, such as cron = \"@daily\"");
        }
        Optional<CronExpression> expression = cron.flatMap(SchedulerSettings::readCron);
        return new SchedulerSettings(wanted && expression.isPresent(), expression);
    }

    private static Optional<CronExpression> readCron(Value value) {
        return value.string("a cron expression such as \"30 3 * * mon-fri\" or \"@daily\"")
                .flatMap(text -> {
                    Optional<String> refusal = CronExpression.refusal(text);
                    refusal.ifPresent(value::reject);
                    return refusal.isPresent() ? Optional.empty() : Optional.of(new CronExpression(text));
                });
    }
}
