package dev.pimainteno.cli.demo;

import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunListener;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells a run while it happens, from its events and in plain words, and keeps them. */
final class Story implements RunListener {
    private final Screen screen;
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    Story(Screen screen) {
        this.screen = screen;
    }

    /** Returns all that happened so far, in order. */
    List<RunEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public void onEvent(RunEvent event) {
        events.add(event);
        if (event instanceof RunEvent.Opened opened) {
            screen.labelled(
                    "open",
                    "The project is claimed at " + opened.head().abbreviated() + "; the checkout is "
                            + opened.checkout() + " and stays untouched for now.");
        } else if (event instanceof RunEvent.PhaseBegan began && began.phase() == Phase.PROPOSE) {
            screen.labelled("propose", "The task '" + began.detail() + "' looks at the project.");
        } else if (event instanceof RunEvent.ModelAnswered answered) {
            screen.labelled(
                    answered.purpose().equals("commit-message") ? "commit" : "",
                    "The model is asked with the prompt " + answered.template() + "; the recording answers.");
        } else if (event instanceof RunEvent.ModelFailed failed) {
            screen.labelled("", failed.message());
        } else if (event instanceof RunEvent.NothingProposed nothing) {
            screen.labelled("", Screen.sentence("No change: " + nothing.reason()));
        } else if (event instanceof RunEvent.Applied applied) {
            applied(applied);
        } else if (event instanceof RunEvent.PatchRefused refused) {
            screen.labelled("apply", "Refused.");
            details(refused.reasons());
        } else if (event instanceof RunEvent.Judged judged) {
            screen.labelled("gate", judged.gate() + ": " + judged.verdict());
            details(judged.evidence());
            details(judged.reservations());
        } else if (event instanceof RunEvent.Committed committed) {
            screen.labelled("", committed.commit().abbreviated() + " " + committed.subject());
        } else if (event instanceof RunEvent.Delivered delivered) {
            screen.labelled("deliver", Screen.sentence(delivered.detail()));
        } else if (event instanceof RunEvent.Ended ended) {
            screen.labelled(
                    "end", ended.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        }
    }

    private void applied(RunEvent.Applied applied) {
        screen.labelled("apply", "In memory, not in the checkout: " + String.join(", ", applied.files()) + ".");
        details(applied.hunks());
        if (applied.hunks().stream().anyMatch(hunk -> hunk.contains("shifted"))) {
            screen.labelled(
                    "", "The reply names a wrong line. Its text stands in one place only, so that is the place.");
        }
    }

    private void details(List<String> lines) {
        lines.forEach(line -> screen.labelled("", "  " + line));
    }
}
