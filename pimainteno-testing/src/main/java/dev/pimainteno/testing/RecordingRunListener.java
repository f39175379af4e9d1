package dev.pimainteno.testing;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every event that it sees. Safe for many threads. */
public final class RecordingRunListener implements RunListener {
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    private RecordingRunListener() {}

    public static RecordingRunListener create() {
        return new RecordingRunListener();
    }

    @Override
    public void onEvent(RunEvent event) {
        events.add(event);
    }

    /** Returns the events so far, in the order in which they arrived. */
    public List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the events of one kind so far, in the order in which they arrived. */
    public <E extends RunEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
