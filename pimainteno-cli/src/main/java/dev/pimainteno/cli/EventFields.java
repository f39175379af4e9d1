package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunEventFormat;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the parts of an event for programs: the kind, then every component of the event under its name. */
final class EventFields {

    private EventFields() {}

    static Map<String, @Nullable Object> of(RunEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", RunEventFormat.type(event).replace('-', '_'));
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            String name = component.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
            put(fields, name.equals("run") ? "run_id" : name, value(event, component));
        }
        return fields;
    }

    private static void put(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        if (value instanceof Duration duration) {
            fields.put(name + "_ms", duration.toMillis());
        } else {
            fields.put(name, value instanceof Enum<?> constant ? RunFields.word(constant) : value);
        }
    }

    private static @Nullable Object value(RunEvent event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a public record tells its components", e);
        }
    }
}
