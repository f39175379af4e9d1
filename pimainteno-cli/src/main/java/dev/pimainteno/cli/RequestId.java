package dev.pimainteno.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * What a request is called. Immutable.
 *
 * @param text the string, or the number as it was written
 */
record RequestId(String text, boolean isNumber) {

    void write(JsonGenerator json) throws IOException {
        if (isNumber) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }
}
