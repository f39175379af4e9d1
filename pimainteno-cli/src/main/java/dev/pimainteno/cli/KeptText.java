package dev.pimainteno.cli;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a text that was kept of a run, byte for byte, and says on the side when it is not all there was. */
final class KeptText {
    private final RunRecords records;
    private final RunOverview run;
    private final ArtifactName name;

    KeptText(RunRecords records, RunOverview run, ArtifactName name) {
        this.records = records;
        this.run = run;
        this.name = name;
    }

    /**
     * Writes it, and returns the exit code.
     *
     * @param missing what to say if there never was such a text
     */
    int write(OutputStream out, PrintWriter err, String missing) {
        Optional<RunEvent.ArtifactKept> kept = kept(records, run).stream()
                .filter(event -> event.name().equals(name))
                .reduce((first, last) -> last);
        Optional<String> text = records.artifacts().read(run.run(), name);
        if (text.isEmpty()) {
            err.println("pimainteno: " + (kept.isPresent() ? name + " of the run " + run.run() + " is gone" : missing));
            return ExitCode.FAILED;
        }
        try {
            out.write(text.get().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to standard output", e);
        }
        boolean whole = kept.map(RunEvent.ArtifactKept::whole).orElse(true);
        if (!whole) {
            err.println("pimainteno: " + name + " was longer: state.artifact_limit has cut it");
        }
        return whole ? ExitCode.GOOD : ExitCode.FAILED;
    }

    /** Returns what the journal says of the texts that were kept of a run. */
    static List<RunEvent.ArtifactKept> kept(RunRecords records, RunOverview run) {
        try (Stream<RunEvent> events = records.journal().read(run.run())) {
            return events.filter(RunEvent.ArtifactKept.class::isInstance)
                    .map(RunEvent.ArtifactKept.class::cast)
                    .toList();
        }
    }
}
