package dev.pimainteno.systemd;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Properties of a unit, as {@code systemctl show} prints them: a line {@code NAME=VALUE} each. Immutable. */
final class UnitProperties {
    /** When the unit last entered or left a state; {@code ActiveState} changes with one of them. */
    private static final List<String> CHANGES =
            List.of("ActiveEnterTimestamp", "ActiveExitTimestamp", "InactiveEnterTimestamp", "InactiveExitTimestamp");

    /** What {@link #status} is made of, and what explains it. */
    static final String STATUS = "LoadState,LoadError,ActiveState,SubState,Result,MainPID,NRestarts,InvocationID,"
            + "ConditionResult,ConditionTimestamp,ExecMainCode,ExecMainStatus," + String.join(",", CHANGES);

    /** Such as {@code Sat 2026-11-21 05:43:27 UTC}: since systemd 215, whatever its locale, as long as the zone is UTC. */
    private static final Pattern TIMESTAMP =
            Pattern.compile("[A-Z][a-z]{2} (\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}) UTC");

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Pattern LOAD_ERROR = Pattern.compile("[\\w.]+ \"(.*)\"");

    private final ServiceName service;
    private final Map<String, String> values;

    private UnitProperties(ServiceName service, Map<String, String> values) {
        this.service = service;
        this.values = values;
    }

    /**
     * Reads what was printed about a service.
     *
     * @throws ServiceException if there is no load state in it
     */
    static UnitProperties parse(ServiceName service, String printed) {
        Map<String, String> values = new HashMap<>();
        for (String line : printed.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        UnitProperties properties = new UnitProperties(service, Map.copyOf(values));
        if (properties.text("LoadState").isEmpty()) {
            throw properties.malformed("LoadState", null);
        }
        return properties;
    }

    /** Returns a value; empty if it is, or if the unit has no such property. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Returns what systemd says about a unit that it could not load; empty if there is nothing. */
    String loadError() {
        Matcher error = LOAD_ERROR.matcher(text("LoadError"));
        return error.matches() ? error.group(1) : text("LoadError");
    }

    ServiceStatus status() {
        String invocation = text("InvocationID");
        return new ServiceStatus(
                text("LoadState"),
                text("ActiveState"),
                text("SubState"),
                text("Result"),
                number("MainPID"),
                Math.toIntExact(Math.min(number("NRestarts"), Integer.MAX_VALUE)),
                invocation.isEmpty() ? null : invocationId(invocation),
                CHANGES.stream()
                        .map(this::instant)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null));
    }

    /** Returns a number; 0 if there is none. */
    long number(String name) {
        String value = text(name);
        try {
            return value.isEmpty() ? 0 : Long.parseUnsignedLong(value) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw malformed(name, e);
        }
    }

    private InvocationId invocationId(String value) {
        try {
            return new InvocationId(value);
        } catch (IllegalArgumentException e) {
            throw malformed("InvocationID", e);
        }
    }

    private @Nullable Instant instant(String name) {
        String value = text(name);
        if (value.isEmpty() || value.equals("n/a")) {
            return null;
        }
        Matcher timestamp = TIMESTAMP.matcher(value);
        if (!timestamp.matches()) {
            throw malformed(name, null);
        }
        try {
            return LocalDateTime.parse(timestamp.group(1), DATE_TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed(name, e);
        }
    }

    private ServiceException malformed(String name, @Nullable Exception cause) {
        String message = "'systemctl show' did not answer in a known form about " + service + ": " + name + "='"
                + text(name) + "'";
        return new ServiceException(Reason.UNAVAILABLE, message, cause);
    }
}
