package dev.pimainteno.codex;

import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.Random;

/** Requests to test with. */
final class Requests {
    private static final ProjectId PROJECT = ProjectId.of("example");
    private static final RunId RUN = RunId.begin(Instant.EPOCH, new Random(1));

    private Requests() {}

    static LlmRequest asking(String prompt) {
        return LlmRequest.of("summary", "summary.v1", PROJECT, RUN, prompt);
    }
}
