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
        if (reservations.isEmpty() || setting.compareTo(DeliveryMode.HOLD) <= 0) {
            return new DeliveryDecision(
                    setting, "the project is on delivery = \"" + setting.name().toLowerCase(Locale.ROOT) + "\"");
        }
        int more = reservations.size() - 1;
        return new DeliveryDecision(
                DeliveryMode.HOLD, reservations.get(0) + (more > 0 ? " (and " + more + " more)" : ""));
    }
}
