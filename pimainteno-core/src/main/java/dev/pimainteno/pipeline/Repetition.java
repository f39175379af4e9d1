package dev.pimainteno.pipeline;

import dev.pimainteno.budget.RefusedEdits;
import dev.pimainteno.project.ProjectId;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sees when a model proposes, from run to run, what was refused before: it is then not asked to try once more.
 *
 * @param most how often the same edit may be refused until then
 */
record Repetition(RefusedEdits refused, int most) {

    /**
     * Remembers that an edit was refused.
     *
     * @param diff the edit as a unified diff
     * @return why there is no point in asking again; nothing if there may be one
     */
    Optional<String> of(ProjectId project, String diff) {
        int times = refused.add(project, Digest.sha256(lines(diff)));
        return times < most
                ? Optional.empty()
                : Optional.of(
                        "the same edit was refused " + times
                                + " times, so that no further one is asked for until the code, the settings or the template change");
    }

    /** Returns the lines that go and come with their files' names: where they stand does not count, nor what is around. */
    private static String lines(String diff) {
        return diff.lines()
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .collect(Collectors.joining("\n"));
    }
}
