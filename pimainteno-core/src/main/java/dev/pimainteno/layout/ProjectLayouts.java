package dev.pimainteno.layout;

import dev.pimainteno.change.FileTree;
import java.util.List;

/**
 * The layouts of projects that are known, those of a language before those of any language. Looks at a few small files of
 * a tree and runs nothing. Immutable.
 */
public final class ProjectLayouts {
    private static final ProjectLayouts KNOWN = new ProjectLayouts(List.of(
            new MavenLayout(),
            new GradleLayout(),
            new CargoLayout(),
            new MarkedLayout("go.mod", "go", "test", "./..."),
            new NodeLayout(),
            new PythonLayout(),
            new MarkedLayout("mix.exs", "mix", "test"),
            new MarkedLayout("Package.swift", "swift", "test"),
            new MakeLayout(),
            new MesonLayout(),
            new CMakeLayout()));

    private final List<ProjectLayout> layouts;

    private ProjectLayouts(List<ProjectLayout> layouts) {
        this.layouts = layouts;
    }

    /** Returns the layouts that this version knows. */
    public static ProjectLayouts known() {
        return KNOWN;
    }

    /**
     * Guesses how changes of a project can be proven.
     *
     * @param files the project
     * @return a guess for each layout that the project has, the likeliest first; empty if it has none that is known
     */
    public List<VerifyGuess> guess(FileTree files) {
        RootFiles root = new RootFiles(files);
        return layouts.stream().flatMap(layout -> layout.guess(root).stream()).toList();
    }
}
