package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import java.util.Locale;

/** Says in one line, fit to print, what happened in a run, without the project's name. */
final class EventText {

    private EventText() {}

    static String of(RunEvent event) {
        // Why a run has ended is in the report, which follows.
        return event instanceof RunEvent.Ended ended ? outcome(ended.outcome()) : Printable.line(event.summary());
    }

    /** Returns an enum's constant as a word or two. */
    static String outcome(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
