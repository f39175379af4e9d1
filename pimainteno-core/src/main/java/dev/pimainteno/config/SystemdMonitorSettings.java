package dev.pimainteno.config;

import dev.pimainteno.service.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * {@code [systemd_monitor]}: whose failures start a run. Immutable.
 *
 * @param enabled whether units are watched; false by default
 * @param units the units to watch besides those of the projects; none twice; empty by default
 */
public record SystemdMonitorSettings(boolean enabled, List<ServiceName> units) {

    public SystemdMonitorSettings {
        units = List.copyOf(units);
    }

    static SystemdMonitorSettings read(Table table) {
        return new SystemdMonitorSettings(
                table.get("enabled").flatMap(Value::bool).orElse(false),
                table.get("units").flatMap(SystemdMonitorSettings::readUnits).orElse(List.of()));
    }

    private static Optional<List<ServiceName>> readUnits(Value units) {
        return units.distinct(
                "an array of units such as [\"shop.service\"]",
                unit -> unit.parsed(ServiceName::of, "the name of a service unit such as \"shop.service\""));
    }
}
