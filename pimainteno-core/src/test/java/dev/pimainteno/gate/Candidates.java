package dev.pimainteno.gate;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.nio.file.Path;
import java.util.List;

/** Candidates for gates that only read. */
final class Candidates {
    static final Workspace NOWHERE = new Workspace() {
        @Override
        public Path layOutBase() {
            throw new AssertionError("a gate that only reads needs no work tree");
        }

        @Override
        public Path layOutChange() {
            throw new AssertionError("a gate that only reads needs no work tree");
        }

        @Override
        public Path layOut(Edits edits) {
            throw new AssertionError("a gate that only reads needs no work tree");
        }

        @Override
        public List<Path> borrowed() {
            throw new AssertionError("a gate that only reads needs no work tree");
        }
    };

    private Candidates() {}

    static Candidate of(FileTree base, Edits edits) {
        Project project =
                Project.builder(ProjectId.of("shop"), Path.of("/srv/shop")).build();
        return new Candidate(project, new RunId("20260301-120000-000001"), base, edits, edits.applyTo(base), NOWHERE);
    }
}
