package dev.pimainteno.config;

import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Cap.Scope;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One cap as it stands in the file.
 *
 * @param value where it is set
 * @param cap absent if it is lifted with {@code "none"}
 */
record CapSetting(Value value, Optional<Cap> cap) {
    private static final String NONE = "none";
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,6})?");

    /** Reads the caps for all projects, by the keys of their caps. */
    static Map<String, CapSetting> ofAll(Table table) {
        return read(table, "");
    }

    /** Reads what a project changes; its {@code day_tokens} are the {@code project_day_tokens} of all. */
    static Map<String, CapSetting> ofProject(Table table) {
        return read(table, "project_");
    }

    private static Map<String, CapSetting> read(Table table, String prefix) {
        Map<String, CapSetting> settings = new LinkedHashMap<>();
        for (Scope scope : Scope.values()) {
            for (Cap.Unit unit : Cap.Unit.values()) {
                String name = new Cap(scope, unit, 1).key();
                String key = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
                boolean general = !prefix.isEmpty() && (scope == Scope.DAY || scope == Scope.MONTH);
                if (!general) {
                    table.get(key)
                            .flatMap(value -> read(value, scope, unit))
                            .ifPresent(setting -> settings.put(name, setting));
                }
            }
        }
        return settings;
    }

    private static Optional<CapSetting> read(Value value, Scope scope, Cap.Unit unit) {
        if (NONE.equals(value.raw())) {
            return Optional.of(new CapSetting(value, Optional.empty()));
        }
        Optional<Cap> cap = unit == Cap.Unit.TOKENS
                ? tokens(value).map(tokens -> Cap.ofTokens(scope, tokens))
                : money(value, "an amount such as \"2.50\", in quotes, or \"none\"")
                        .filter(cost -> value.check(cost.signum() > 0, "more than nothing, or \"none\""))
                        .map(cost -> Cap.ofCost(scope, cost));
        return cap.map(known -> new CapSetting(value, Optional.of(known)));
    }

    private static Optional<Long> tokens(Value value) {
        if (value.raw() instanceof Long number && number >= 1 && number <= MOST_TOKENS) {
            return Optional.of(number);
        }
        value.reject(String.format(Locale.ROOT, "a number of tokens from 1 to %d, or \"none\"", MOST_TOKENS));
        return Optional.empty();
    }

    /** Reads an amount exactly; a float of the file would not be exact. */
    static Optional<BigDecimal> money(Value value, String expected) {
        if (value.raw() instanceof Long number && number >= 0 && number <= 9_999_999) {
            return Optional.of(BigDecimal.valueOf(number));
        }
        if (value.raw() instanceof String text && DECIMAL.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text));
        }
        value.reject(expected);
        return Optional.empty();
    }
}
