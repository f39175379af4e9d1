package dev.pimainteno.gate;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.project.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a person should look at in a change that breaks no rule. For one change. */
final class ReservedEdits {
    private final Candidate candidate;
    private final PathRules held;
    private final GeneratedFiles generated;
    private final List<String> reservations = new ArrayList<>();

    private ReservedEdits(Candidate candidate, PathRules held) {
        this.candidate = candidate;
        this.held = held;
        this.generated = new GeneratedFiles(candidate.base());
    }

    /** Returns a line for each edit that somebody should look at. */
    static List<String> of(Candidate candidate, PathRules held) {
        ReservedEdits edits = new ReservedEdits(candidate, held);
        candidate.edits().files().forEach(edits::look);
        return edits.reservations;
    }

    private void look(FileEdit edit) {
        Optional<String> reason = path(edit).or(() -> deletion(edit)).or(() -> claim(edit));
        reason.ifPresent(text -> reservations.add(edit.path() + ": " + text));
    }

    private Optional<String> path(FileEdit edit) {
        return List.of(edit.before(), edit.after()).stream()
                .flatMap(Optional::stream)
                .filter(path -> !path.equals(Project.SUMMARY_FILE))
                .flatMap(path -> held
                        .ruleFor(path)
                        .map(PathRule::toString)
                        .or(() -> generated.byAttribute(path).map(word -> "is " + word + " (.gitattributes)"))
                        .stream())
                .findFirst();
    }

    /** What goes under one name may come under another. */
    private Optional<String> deletion(FileEdit edit) {
        if (edit.after().isPresent()) {
            return Optional.empty();
        }
        byte[] content = candidate.base().content(edit.path());
        boolean moved = candidate.edits().files().stream()
                .anyMatch(other -> other.before().isEmpty() && Arrays.equals(other.content(), content));
        return moved || content.length == 0 ? Optional.empty() : Optional.of("goes as a whole");
    }

    private static Optional<String> claim(FileEdit edit) {
        return edit.before().isEmpty() && GeneratedFiles.saysSo(edit.content())
                ? Optional.of("is new, and says that a program generated it")
                : Optional.empty();
    }
}
