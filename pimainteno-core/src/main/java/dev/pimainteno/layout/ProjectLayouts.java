package dev.pimainteno.layout;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.project.VerifyPreset;
import java.util.List;
import java.util.Optional;

/**
 * The layouts of projects that are known, those of a language before those of any language. Looks at a few small files of
 * a tree and runs nothing. Immutable.
 */
public final class ProjectLayouts {
    private static final ProjectLayouts KNOWN = new ProjectLayouts(List.of(
            new Named(VerifyPreset.MAVEN, new MavenLayout()),
            new Named(VerifyPreset.GRADLE, new GradleLayout()),
            new Named(VerifyPreset.CARGO, new CargoLayout()),
            new Named(VerifyPreset.GO, new MarkedLayout("go.mod", "go", "test", "./...")),
            new Named(VerifyPreset.NPM, new NodeLayout()),
            new Named(VerifyPreset.PYTEST, new PythonLayout()),
            new Named(VerifyPreset.MIX, new MarkedLayout("mix.exs", "mix", "test")),
            new Named(VerifyPreset.SWIFT, new MarkedLayout("Package.swift", "swift", "test")),
            new Named(VerifyPreset.MAKE, new MakeLayout()),
            new Named(VerifyPreset.MESON, new MesonLayout()),
            new Named(VerifyPreset.CMAKE, new CMakeLayout())));

    private final List<Named> layouts;

    private ProjectLayouts(List<Named> layouts) {
        this.layouts = layouts;
    }

    /** A layout under the name that a configuration gives it. */
    private record Named(VerifyPreset preset, ProjectLayout layout) {
        Optional<VerifyGuess> guess(RootFiles files) {
            return layout.guess(files);
        }
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

    /**
     * Finds how changes of a project are proven.
     *
     * @param preset which layout it is to have
     * @param files the project
     * @return nothing if it does not have that layout
     */
    public Optional<VerifyGuess> find(VerifyPreset preset, FileTree files) {
        RootFiles root = new RootFiles(files);
        return layouts.stream()
                .filter(layout -> preset == VerifyPreset.AUTO || layout.preset() == preset)
                .flatMap(layout -> layout.guess(root).stream())
                .findFirst();
    }
}
