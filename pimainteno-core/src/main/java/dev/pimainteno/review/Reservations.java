package dev.pimainteno.review;

import dev.pimainteno.gate.Reservation;
import dev.pimainteno.journal.RunEvent;
import java.util.ArrayList;
import java.util.List;

/** Why a person should look at a change before it leaves, in words. */
public final class Reservations {

    private Reservations() {}

    /** Returns what a gate would have a person look at: what it says, or that it cannot say anything. */
    public static List<Reservation> in(RunEvent.Judged judged) {
        if (judged.verdict().equals("unknown")) {
            return List.of(new Reservation(
                    judged.gate(), "cannot judge it: " + judged.evidence().get(0)));
        }
        return judged.reservations().stream()
                .map(reason -> new Reservation(judged.gate(), reason))
                .toList();
    }

    /** Returns the reservations that gates have had about the newest form of a run's change. */
    static List<String> recorded(List<RunEvent> events) {
        List<Reservation> reservations = new ArrayList<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Applied || event instanceof RunEvent.Rebased) {
                reservations.clear();
            } else if (event instanceof RunEvent.Judged judged) {
                reservations.addAll(in(judged));
            }
        }
        return sentences(reservations);
    }

    /** Returns a sentence for each reservation. */
    public static List<String> sentences(List<Reservation> reservations) {
        return reservations.stream()
                .map(reservation -> reservation.gate() + ": " + reservation.reason())
                .toList();
    }

    /** Returns a reservation without the numbers of lines, which move when the code above them does. */
    static String withoutPlace(String reservation) {
        return reservation.replaceAll(":\\d+", ":").replaceAll("\\bline \\d+", "line");
    }
}
