package dev.pimainteno.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.pimainteno.patch.FolderException;
import dev.pimainteno.patch.PatchEngine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests to apply a reply, one line of JSON each, in order. Every line that is not blank gets one answer,
 * flushed, whatever stands in it: no request ends the process.
 */
final class BatchApply {
    private static final Logger log = LoggerFactory.getLogger(BatchApply.class);

    /** ASCII only: an id may hold half a surrogate pair, which UTF-8 cannot. */
    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(RequestLines.MOST_BYTES)
                    .build())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final PatchEngine engine;

    BatchApply(PatchEngine engine) {
        this.engine = engine;
    }

    /** Answers until the end of {@code in}. */
    void answer(InputStream in, OutputStream out) throws IOException {
        RequestLines lines = new RequestLines(new BufferedInputStream(in, 1 << 16));
        for (RequestLines.Line line = lines.next(); !line.isEnd(); line = lines.next()) {
            if (!line.isBlank()) {
                out.write(encoded(answer(line)));
                out.flush();
            }
        }
    }

    private Answer answer(RequestLines.Line line) {
        if (line.isTooLong()) {
            return Answer.refused(null, "the request is over " + RequestLines.MOST_BYTES + " bytes");
        }
        BatchRequest.Builder request = new BatchRequest.Builder();
        try {
            request.read(json, line.bytes());
            return answer(request.build());
        } catch (JsonProcessingException e) {
            return Answer.refused(request.id(), "not a JSON object in one line: " + e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException | FolderException e) {
            return Answer.refused(request.id(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            log.error("A request failed unexpectedly", e);
            return Answer.refused(request.id(), "unexpected failure: " + e);
        }
    }

    private Answer answer(BatchRequest request) {
        ReplyApplication application = new ReplyApplication(engine, request.directory(), false, false);
        ReplyApplication.Result result = request.reply().applyBy(application);
        return result.applied()
                ? Answer.applied(request.id())
                : Answer.refused(request.id(), String.join("; ", result.lines()));
    }

    private byte[] encoded(Answer answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(bytes, JsonEncoding.UTF8)) {
            answer.write(generator);
            generator.writeRaw('\n');
        }
        return bytes.toByteArray();
    }
}
