package dev.pimainteno.config;

import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Limits;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.SummaryCommit;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.service.ServiceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one {@code [[projects]]} table. For one thread at a time. */
final class ProjectReader {
    private static final List<String> TASKS = List.of("summary", "improve");
    private static final int MOST_FOLLOW_UPS = 100;
    private static final int MOST_PROPOSALS = 100;
    private static final int MOST_FILES = 10_000;
    private static final int MOST_LINES = 1_000_000;
    private static final String NAME =
            "a name such as \"shop\", of 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit";
    /** What Git and this program accept of names of branches and remotes; the repository has the last word. */
    private static final Pattern REF = Pattern.compile(
            "(?![-./])(?!.*(?:\\.\\.|//|/\\.|@\\{|\\.lock(?:/|$)))[^\\x00-\\x20\\x7f~^:?*\\[\\\\]*[^\\x00-\\x20\\x7f~^:?*\\[\\\\./]");

    private final Table table;

    ProjectReader(Table table) {
        this.table = table;
    }

    /** Returns the project; none if its path or its name could not be read. */
    Optional<DeclaredProject> read() {
        Optional<Value> path = table.get("path");
        if (path.isEmpty()) {
            table.document()
                    .error(table.line(), Section.PROJECT.fullKey("path"), "not set; expected path = \"/srv/shop\"");
        }
        Optional<Path> directory = path.flatMap(Value::path);
        Optional<Value> name = table.get("name");
        Optional<ProjectId> id = name.isPresent()
                ? name.flatMap(value -> value.parsed(ProjectId::of, NAME))
                : directory.flatMap(known -> nameOf(known, path.orElseThrow()));
        // Where path or name failed, stand-ins let the other settings be checked all the same.
        Project project = readSettings(Project.builder(
                id.orElse(ProjectId.of("unnamed")),
                directory.orElse(table.document().directory())));
        Map<String, CapSetting> caps = CapSetting.ofProject(table.section(Section.PROJECT_BUDGET, "budget"));
        return directory.isPresent() && id.isPresent()
                ? Optional.of(new DeclaredProject(project, path.orElseThrow(), name.orElse(path.get()), caps))
                : Optional.empty();
    }

    /** Returns the name of a project that goes by its directory. */
    static Optional<ProjectId> nameOf(Path directory, Value path) {
        Path last = directory.getFileName();
        try {
            return Optional.of(ProjectId.of(last == null ? "" : last.toString()));
        } catch (IllegalArgumentException e) {
            path.reject("a directory whose name can be the project's, or [[projects]] with " + NAME);
            return Optional.empty();
        }
    }

    private Project readSettings(Project.Builder builder) {
        set(
                "branch",
                value -> value.parsed(ProjectReader::ref, "the name of a branch such as \"main\""),
                builder::branch);
        set(
                "remote",
                value -> value.parsed(ProjectReader::ref, "the name of a remote such as \"origin\""),
                builder::remote);
        set("tasks", ProjectReader::readTasks, builder::tasks);
        readVerify(builder);
        set("verify_timeout", Value::duration, builder::verifyTimeout);
        set("verify_network", Value::bool, builder::verifyNetwork);
        set("deploy", value -> new CommandList(value).read(), builder::deploy);
        set("delivery", value -> value.word(DeliveryMode.class), builder::delivery);
        set("summary_commit", value -> value.word(SummaryCommit.class), builder::summaryCommit);
        set("protected", ProjectReader::readGlobs, builder::protectedPaths);
        set("held", ProjectReader::readGlobs, builder::heldPaths);
        set("model_review", Value::bool, builder::modelReview);
        set("follow_up", value -> value.integer(0, MOST_FOLLOW_UPS), builder::followUp);
        set("open_proposals", value -> value.integer(1, MOST_PROPOSALS), builder::openProposals);
        builder.limits(readLimits());
        Project project = builder.build();
        set("service", value -> readService(value, project.id()), builder::service);
        warnOfUnprovenChanges(project);
        return builder.build();
    }

    private void readVerify(Project.Builder builder) {
        Optional<Value> verify = table.get("verify");
        // Two words or more are a command line that somebody hopes for a shell to read.
        if (verify.isPresent() && verify.get().raw() instanceof String text && text.matches("\\S{1,40}")) {
            verify.get().word(VerifyPreset.class).ifPresent(builder::verify);
        } else {
            set("verify", value -> new CommandList(value).read(), builder::verify);
        }
    }

    private <T> void set(String key, Function<Value, Optional<T>> reader, Consumer<T> setter) {
        table.get(key).flatMap(reader).ifPresent(setter);
    }

    private static String ref(String name) {
        if (!REF.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name in Git: " + name);
        }
        return name;
    }

    private static Optional<List<String>> readTasks(Value tasks) {
        String expected = Value.alternatives(TASKS);
        return tasks.distinct(
                        "an array such as [\"summary\", \"improve\"]",
                        task -> task.string(expected).filter(name -> task.check(TASKS.contains(name), expected)))
                .filter(names -> tasks.check(!tasks.isEmptyArray(), "at least one of " + expected));
    }

    private static Optional<List<String>> readGlobs(Value globs) {
        return globs.array("an array of globs such as [\"secrets/**\"]", glob -> new Glob(glob).read());
    }

    private Limits readLimits() {
        Limits standard = Limits.standard();
        Table limits = table.section(Section.LIMITS, "limits");
        return new Limits(
                limits.get("files")
                        .flatMap(value -> value.integer(1, MOST_FILES))
                        .orElse(standard.files()),
                limits.get("lines")
                        .flatMap(value -> value.integer(1, MOST_LINES))
                        .orElse(standard.lines()),
                limits.get("bytes").flatMap(Value::size).orElse(standard.bytes()));
    }

    private static Optional<ServiceName> readService(Value value, ProjectId id) {
        return value.parsed(
                text -> ServiceName.of(text.equals("auto") ? id + ".service" : text),
                "\"auto\" or the name of a service unit such as \"shop.service\"");
    }

    private void warnOfUnprovenChanges(Project project) {
        if (project.delivery() != DeliveryMode.OBSERVE && !project.isVerified()) {
            table.get("delivery")
                    .ifPresent(
                            value -> table.document()
                                    .warning(
                                            value.line(),
                                            value.key(),
                                            "found " + value.found()
                                                    + " without verify commands: nothing proves a change before it is delivered"));
        }
    }
}
