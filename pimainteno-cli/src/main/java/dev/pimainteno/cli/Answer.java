package dev.pimainteno.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request. Immutable.
 *
 * @param id as in the request; null if it had none that could be read
 * @param ok whether the files were edited; if not, nothing was changed, unless {@code message} says otherwise
 * @param message why not; empty if they were
 */
record Answer(@Nullable RequestId id, boolean ok, String message) {

    static Answer applied(@Nullable RequestId id) {
        return new Answer(id, true, "");
    }

    static Answer refused(@Nullable RequestId id, String message) {
        return new Answer(id, false, message);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName("id");
        if (id == null) {
            json.writeNull();
        } else {
            id.write(json);
        }
        json.writeBooleanField("ok", ok);
        if (!message.isEmpty()) {
            json.writeStringField("msg", message);
        }
        json.writeEndObject();
    }
}
