package dev.pimainteno.config;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.project.Project;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/**
 * Makes a configuration from the text of a file. Every rule that the text breaks is reported, with one exception: while
 * it is not TOML, only that is, because what a broken line was meant to say can only be guessed.
 */
final class ConfigurationReader {
    /** Each broken line costs memory; no configuration comes near. */
    static final int MOST_LINES = 10_000;

    /** Fixed, so that a new version of the parser does not change what a file means. */
    private static final TomlParseOptions OPTIONS =
            TomlParseOptions.sourceless().withVersion(TomlVersion.V1_1_0);

    private final Document document;
    private final Map<String, String> environment;

    ConfigurationReader(ConfigurationSource source, Map<String, String> environment) {
        this.document = new Document(source);
        this.environment = environment;
    }

    Configuration read(String text) {
        if (text.lines().skip(MOST_LINES).findAny().isPresent()) {
            document.error(0, "", "has over " + MOST_LINES + " lines; expected a configuration");
            document.check();
        }
        TomlParseResult parsed = Toml.parse(text, OPTIONS);
        parsed.errors().forEach(error -> {
            String message = new Quotation(String.valueOf(error.getMessage())).sentence();
            document.error(error.position().line(), "", message);
        });
        document.check();
        return read(Table.open(document, Section.ROOT, 1, parsed));
    }

    private Configuration read(Table root) {
        Table scheduler = root.section(Section.SCHEDULER, "scheduler");
        Table llmTable = root.section(Section.LLM, "llm");
        LlmSettings llm = LlmSettings.read(llmTable);
        StateSettings state = StateSettings.read(root.section(Section.STATE, "state"), environment);
        CacheSettings cache = CacheSettings.read(root.section(Section.CACHE, "cache"), state);
        GitSettings git = GitSettings.read(root.section(Section.GIT, "git"));
        List<DeclaredProject> declared = new ProjectList(root, scheduler).read();
        List<Project> projects = declared.stream().map(DeclaredProject::project).toList();
        Budget budget = new BudgetReader(root.section(Section.BUDGET, "budget"), llmTable, llm).read(declared);
        ReviewSettings review = ReviewSettings.read(root.section(Section.REVIEW, "review"));
        SandboxSettings sandbox = SandboxSettings.read(root.section(Section.SANDBOX, "sandbox"));
        SchedulerSettings schedule = SchedulerSettings.read(scheduler);
        SystemdSettings systemd = SystemdSettings.read(root.section(Section.SYSTEMD, "systemd"));
        SystemdMonitorSettings monitor =
                SystemdMonitorSettings.read(root.section(Section.SYSTEMD_MONITOR, "systemd_monitor"));
        WebSettings web = WebSettings.read(root.section(Section.WEB, "web"));
        LogSettings log = LogSettings.read(root.section(Section.LOG, "log"));
        LearningSettings learnings = LearningSettings.read(root.section(Section.LEARNINGS, "learnings"));
        document.check();
        return new Configuration(
                llm,
                budget,
                cache,
                state,
                git,
                approved(projects, review),
                review,
                sandbox,
                schedule,
                systemd,
                monitor,
                web,
                log,
                learnings,
                document.warnings());
    }

    private static List<Project> approved(List<Project> projects, ReviewSettings review) {
        return review.deliver()
                .map(deliver -> projects.stream()
                        .map(project -> project.toBuilder()
                                .approvedDelivery(deliver.mode())
                                .build())
                        .toList())
                .orElse(projects);
    }
}
