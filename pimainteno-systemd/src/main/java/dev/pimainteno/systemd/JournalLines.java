package dev.pimainteno.systemd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceException;
import dev.pimainteno.service.ServiceException.Reason;
import dev.pimainteno.service.ServiceName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the journal's export as JSON, an object in each line.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">Journal Export Formats</a>
 */
final class JournalLines {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final int INFO = 6;
    private static final int DEBUG = 7;
    private static final String TOO_LONG = "[a message too long to be shown]";

    private JournalLines() {}

    /**
     * Returns the lines in their order.
     *
     * @param gap whether something is missing in the middle; then what stands before the last gap is dropped
     * @throws ServiceException if a line cannot be read and nothing is missing
     */
    static List<LogLine> parse(ServiceName service, String printed, boolean gap) {
        List<LogLine> lines = new ArrayList<>();
        for (String line : printed.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            Optional<LogLine> parsed = line(line);
            if (parsed.isPresent()) {
                lines.add(parsed.get());
            } else if (gap) {
                lines.clear();
            } else {
                String message = "Cannot read the log of " + service + ": journalctl printed no JSON but '"
                        + line.substring(0, Math.min(line.length(), 80)) + "'";
                throw new ServiceException(Reason.UNAVAILABLE, message, null);
            }
        }
        return List.copyOf(lines);
    }

    private static Optional<LogLine> line(String json) {
        try {
            JsonNode entry = JSON.readTree(json);
            long micros = Long.parseLong(entry.path("__REALTIME_TIMESTAMP").asText());
            Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            return Optional.of(new LogLine(at, priority(entry.path("PRIORITY")), message(entry.path("MESSAGE"))));
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A client may claim any priority, or none. */
    private static int priority(JsonNode field) {
        int priority = field.asInt(INFO);
        return priority < 0 || priority > DEBUG ? INFO : priority;
    }

    /** A text; an array of bytes where a text has control characters or is no UTF-8; an array of either where a client sent several. */
    private static String message(JsonNode field) {
        if (field.isNull()) {
            return TOO_LONG;
        }
        if (!field.isArray()) {
            return withoutLineBreak(field.asText());
        }
        if (!field.isEmpty() && !field.get(0).isNumber()) {
            List<String> several = new ArrayList<>();
            field.forEach(element -> several.add(message(element)));
            return String.join("\n", several);
        }
        byte[] bytes = new byte[field.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) field.get(i).asInt();
        }
        return withoutLineBreak(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String withoutLineBreak(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
