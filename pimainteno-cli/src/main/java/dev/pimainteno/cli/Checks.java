package dev.pimainteno.cli;

import dev.pimainteno.cli.doctor.BudgetCheck;
import dev.pimainteno.cli.doctor.Check;
import dev.pimainteno.cli.doctor.CodexCheck;
import dev.pimainteno.cli.doctor.ConfigurationCheck;
import dev.pimainteno.cli.doctor.DatabaseCheck;
import dev.pimainteno.cli.doctor.DeployCheck;
import dev.pimainteno.cli.doctor.Diagnosis;
import dev.pimainteno.cli.doctor.EncodingCheck;
import dev.pimainteno.cli.doctor.GitCheck;
import dev.pimainteno.cli.doctor.JavaCheck;
import dev.pimainteno.cli.doctor.NativeLibraryCheck;
import dev.pimainteno.cli.doctor.ProjectCheck;
import dev.pimainteno.cli.doctor.ReviewCheck;
import dev.pimainteno.cli.doctor.SandboxCheck;
import dev.pimainteno.cli.doctor.ServiceCheck;
import dev.pimainteno.cli.doctor.SigningCheck;
import dev.pimainteno.cli.doctor.StateDirectoryCheck;
import dev.pimainteno.cli.doctor.Systemctl;
import dev.pimainteno.cli.doctor.SystemdCheck;
import dev.pimainteno.cli.doctor.TemporaryDirectoryCheck;
import dev.pimainteno.cli.doctor.VerifyCheck;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.config.CacheSettings.Store;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.ConfigurationException;
import dev.pimainteno.config.ConfigurationException.Reason;
import dev.pimainteno.config.ConfigurationSource;
import dev.pimainteno.config.DatabaseSettings;
import dev.pimainteno.config.GitSettings;
import dev.pimainteno.config.LlmSettings;
import dev.pimainteno.config.Problem;
import dev.pimainteno.config.SandboxSettings;
import dev.pimainteno.config.SystemdSettings.Manager;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.git.RemoteAccess;
import dev.pimainteno.process.CommandEnvironment;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks that there are to make: of the machine, and of what the configuration names if there is one. For one use. */
final class Checks {
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);

    private final PimaintenoCommand root;
    private final Surroundings surroundings;
    private final List<Check> checks = new ArrayList<>();

    Checks(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    List<Check> all() {
        try {
            ConfigurationSource source = root.source();
            Configuration configuration = root.load(source);
            addConfigured(source, configuration);
        } catch (ConfigurationException e) {
            addMachine(new NativeLibraryCheck(temporaryDirectory(), true));
            addCodex(new ConfigurationSource(surroundings.directory(), ""), LlmSettings.standard());
            checks.add(new SystemdCheck(new Systemctl(false, surroundings.environment()), false));
            checks.add(new ConfigurationCheck(unusable(e)));
        }
        return checks;
    }

    private Diagnosis unusable(ConfigurationException failure) {
        if (failure.reason() == Reason.NOT_FOUND && root.namedConfiguration().isEmpty()) {
            return Diagnosis.warning(
                    "there is none yet, so nothing that it would name was looked at", "write one: pimainteno init");
        }
        String problems = failure.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
        return Diagnosis.failure(problems, "correct the file; 'pimainteno config check' shows it line by line");
    }

    private void addConfigured(ConfigurationSource source, Configuration configuration) {
        // Also says what the model's provider does not accept.
        ModelFactory.create(source, configuration, surroundings.environment());
        CacheSettings cache = configuration.cache();
        addMachine(new NativeLibraryCheck(cache.path(), cache.store() == Store.ROCKSDB));
        addCodex(source, configuration.llm());
        checks.add(new ConfigurationCheck(
                configuration.warnings().isEmpty()
                        ? Diagnosis.ok(source.file() + ", " + count(configuration.projects()))
                        : Diagnosis.warning(
                                configuration.warnings().stream()
                                        .map(Problem::toString)
                                        .collect(Collectors.joining("; ")),
                                "take away what has no effect")));
        checks.add(new BudgetCheck(() -> obstacles(configuration)));
        Path state = configuration.state().path();
        checks.add(new StateDirectoryCheck(state, cache.path().startsWith(state) ? cache.maxBytes() : 0));
        Optional<Path> file = configuration.state().database() instanceof DatabaseSettings.Sqlite sqlite
                ? Optional.of(sqlite.file())
                : Optional.empty();
        checks.add(new DatabaseCheck(
                RunStore.settings(configuration.state().database()).withPatience(DATABASE_PATIENCE), file));
        GitEnvironment.isolate(state);
        // Of the commands that a run starts, which have a PATH even where this process has none.
        String searchPath = CommandEnvironment.from(surroundings.environment()).getOrDefault("PATH", "");
        RemoteAccess access = RemoteSettings.access(configuration.git(), surroundings.environment());
        checks.add(new SandboxCheck(
                CommandSandbox.of(configuration, surroundings.environment()),
                configuration.sandbox().mode() == SandboxSettings.Mode.NONE,
                configuration.projects().stream().anyMatch(Project::isVerified)));
        for (Project project : configuration.projects()) {
            checks.add(new ProjectCheck(project, access));
            checks.add(new VerifyCheck(project, searchPath));
            if (project.delivery() != DeliveryMode.OBSERVE) {
                checks.add(signing(project, configuration.git()));
            }
            if (!project.deploy().isEmpty()) {
                checks.add(new DeployCheck(project, searchPath));
            }
        }
        checks.add(new ReviewCheck(() -> waiting(configuration)));
        addServices(configuration);
    }

    private static List<String> obstacles(Configuration configuration) {
        try (RunRecords records = RunRecords.open(configuration)) {
            return new BudgetView(configuration, records.budget().status())
                    .obstacles(configuration.llm().model().orElse("default"));
        }
    }

    private Check signing(Project project, GitSettings git) {
        Optional<CommitIdentity> committer = git.committer().or(git::author);
        return new SigningCheck(project, git.signing(), committer, surroundings.environment());
    }

    private static List<ReviewItem> waiting(Configuration configuration) {
        try (RunRecords records = RunRecords.open(configuration)) {
            ReviewQueue queue = records.reviews();
            return configuration.projects().stream()
                    .flatMap(project -> queue.waiting(project.id()).stream())
                    .toList();
        }
    }

    private void addMachine(NativeLibraryCheck nativeLibrary) {
        checks.add(JavaCheck.ofProcess());
        checks.add(EncodingCheck.ofProcess());
        checks.add(new TemporaryDirectoryCheck(temporaryDirectory()));
        checks.add(nativeLibrary);
        checks.add(new GitCheck(GitEnvironment.program()));
    }

    private static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void addCodex(ConfigurationSource source, LlmSettings settings) {
        Map<String, String> environment = surroundings.environment();
        CodexCheck.Inspectors inspectors =
                directory -> ModelFactory.inspector(source, settings, environment, directory);
        checks.add(CodexCheck.program(inspectors));
        checks.add(CodexCheck.signIn(inspectors));
    }

    private void addServices(Configuration configuration) {
        boolean user = configuration.systemd().manager() == Manager.USER;
        Systemctl systemctl = new Systemctl(user, surroundings.environment());
        List<Project> served = configuration.projects().stream()
                .filter(project -> project.service().isPresent())
                .toList();
        checks.add(new SystemdCheck(systemctl, !served.isEmpty()));
        boolean superuser = isSuperuser();
        served.stream()
                .flatMap(project -> project.service().stream())
                .distinct()
                .forEach(service -> checks.add(new ServiceCheck(service, systemctl, superuser)));
    }

    private static boolean isSuperuser() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // Where that cannot be asked there is no systemd either.
        }
    }

    private static String count(List<Project> projects) {
        return projects.size() == 1 ? "1 project" : projects.size() + " projects";
    }
}
