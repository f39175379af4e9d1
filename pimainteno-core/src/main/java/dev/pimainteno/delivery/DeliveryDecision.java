package dev.pimainteno.delivery;

import dev.pimainteno.project.DeliveryMode;
import java.util.List;
import java.util.Locale;

/**
 * How far one change may go, and what decided it. Immutable.
 *
 * @param because what decided it, in one sentence
 */
public record DeliveryDecision(DeliveryMode mode, String because) {

    /**
     * Decides by the most careful of what was asked for and what was found.
     *
     * @param setting how far the project lets changes go
     * @param reservations why a person should look at the change, a sentence each; empty if nobody needs to
     */
    public static DeliveryDecision of(DeliveryMode setting, List<String> reservations) {
        String project = "the project is on delivery = \"" + setting.name().toLowerCase(Locale.ROOT) + "\"";
        if (reservations.isEmpty()) {
            return new DeliveryDecision(setting, project);
        }
        int more = reservations.size() - 1;
        String reserved = reservations.get(0) + (more > 0 ? " (and " + more + " more)" : "");
        return setting.compareTo(DeliveryMode.HOLD) <= 0
                ? new DeliveryDecision(setting, project + "; to look at: " + reserved)
                : new DeliveryDecision(DeliveryMode.HOLD, reserved);
    }
}
