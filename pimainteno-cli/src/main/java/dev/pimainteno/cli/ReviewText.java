package dev.pimainteno.cli;

import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.io.PrintWriter;
import java.util.Optional;

/** Writes a change that waits for people. */
final class ReviewText {
    private final ReviewItem item;
    private final ReviewQueue queue;
    private final Optional<String> stale;

    /**
     * @param stale that the branch has moved on, in one sentence
     */
    ReviewText(ReviewItem item, ReviewQueue queue, Optional<String> stale) {
        this.item = item;
        this.queue = queue;
        this.stale = stale;
    }

    /** Returns a change in one line. */
    static String line(ReviewItem item, boolean stale) {
        return "%-22s  %-20s  %-16s  %s"
                .formatted(
                        item.item(),
                        Columns.time(item.since()),
                        item.project(),
                        Printable.line(item.subject()) + (stale ? " (stale)" : ""));
    }

    void print(PrintWriter out) {
        fact(out, "item", item.item().toString());
        fact(out, "project", item.project().toString());
        fact(out, "change", item.subject());
        fact(out, "base", item.base().abbreviated() + " on '" + item.branch() + "'");
        fact(
                out,
                "state",
                EventText.outcome(item.state()) + " since " + Columns.time(item.since())
                        + (item.isWaiting()
                                ? ", given up on " + Columns.time(queue.expires(item))
                                : ": " + item.reason()));
        fact(out, "because", item.because());
        item.reservations().forEach(reservation -> fact(out, "look at", reservation));
        stale.ifPresent(sentence -> fact(out, "stale", sentence));
        item.origin().ifPresent(origin -> fact(out, "made by", origin.decision() + " from " + origin.item()));
    }

    private static void fact(PrintWriter out, String name, String value) {
        out.println("%-10s %s".formatted(name, Printable.line(value)));
    }
}
