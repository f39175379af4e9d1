package dev.pimainteno.config;

import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the projects from both places that may declare them, and holds them apart. For one thread at a time. */
final class ProjectList {
    /** The smallest file that loads. */
    static final String SMALLEST = "[[projects]]\npath = \"/srv/shop\"";

    private final Document document;
    private final Optional<Value> tables;
    private final Optional<Value> paths;

    /**
     * @param root the whole file
     * @param scheduler its {@code [scheduler]}
     */
    ProjectList(Table root, Table scheduler) {
        this.document = root.document();
        this.tables = root.get("projects");
        this.paths = scheduler.get("projects");
    }

    /** Returns the projects: those with a table of their own first. */
    List<DeclaredProject> read() {
        if (Stream.concat(tables.stream(), paths.stream()).allMatch(Value::isEmptyArray)) {
            document.error(
                    0,
                    "",
                    "no projects; the smallest configuration is\n"
                            + SMALLEST.indent(4).stripTrailing());
        }
        List<DeclaredProject> declared = Stream.concat(
                        readAll(tables, "[[projects]] tables", ProjectList::readTable),
                        readAll(paths, "an array of paths such as [\"/srv/shop\"]", ProjectList::readPath))
                .toList();
        refuseDoubles(declared);
        return declared;
    }

    private static Stream<DeclaredProject> readAll(
            Optional<Value> values, String expected, Function<Value, Optional<DeclaredProject>> reader) {
        return values.flatMap(array -> array.array(expected, reader)).stream().flatMap(List::stream);
    }

    private static Optional<DeclaredProject> readTable(Value value) {
        return value.table(Section.PROJECT).flatMap(table -> new ProjectReader(table).read());
    }

    private static Optional<DeclaredProject> readPath(Value value) {
        return value.path()
                .flatMap(path -> ProjectReader.nameOf(path, value)
                        .map(id -> new DeclaredProject(Project.builder(id, path).build(), value, value, Map.of())));
    }

    private void refuseDoubles(List<DeclaredProject> declared) {
        Map<Path, Value> paths = new HashMap<>();
        Map<ProjectId, Value> names = new HashMap<>();
        declared.stream()
                .sorted(Comparator.comparingInt(project -> project.path().line()))
                .forEach(project -> {
                    Value path = project.path();
                    Value first = paths.putIfAbsent(project.directory(), path);
                    if (first != null) {
                        path.reject("each directory only once; line " + first.line() + " has the same one");
                        return;
                    }
                    ProjectId id = project.project().id();
                    Value namesake = names.putIfAbsent(id, project.name());
                    if (namesake != null) {
                        project.name()
                                .reject("a name of its own; the project at line " + namesake.line() + " is called \""
                                        + id + "\", too");
                    }
                });
    }
}
