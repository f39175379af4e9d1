package dev.pimainteno.cli;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.DatabaseSettings;
import dev.pimainteno.config.GitSettings;
import dev.pimainteno.config.HttpsSettings;
import dev.pimainteno.config.LlmSettings;
import dev.pimainteno.config.SandboxSettings;
import dev.pimainteno.config.StateSettings;
import dev.pimainteno.layout.ProjectLayouts;
import dev.pimainteno.patch.FolderException;
import dev.pimainteno.patch.FolderTree;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.VerifyPreset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a configuration comes to, with the defaults filled in, under the names of the file's keys. Immutable. */
final class EffectiveSettings {
    private final Map<String, @Nullable Object> tree;

    private EffectiveSettings(Map<String, @Nullable Object> tree) {
        this.tree = tree;
    }

    static EffectiveSettings of(Configuration configuration) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("state", state(configuration.state()));
        Map<String, @Nullable Object> cache = new LinkedHashMap<>();
        cache.put("path", configuration.cache().path());
        cache.put("store", word(configuration.cache().store()));
        cache.put("max_size", configuration.cache().maxBytes());
        tree.put("cache", cache);
        tree.put("llm", llm(configuration));
        tree.put("budget", BudgetSettings.of(configuration.budget()));
        tree.put("git", git(configuration.git()));
        tree.put("sandbox", sandbox(configuration.sandbox()));
        Map<String, @Nullable Object> systemd = new LinkedHashMap<>();
        systemd.put("manager", word(configuration.systemd().manager()));
        systemd.put("restart_timeout", configuration.systemd().restartTimeout().toSeconds() + "s");
        tree.put("systemd", systemd);
        Map<String, @Nullable Object> review = new LinkedHashMap<>();
        review.put("expires", configuration.review().expires().toSeconds() + "s");
        review.put(
                "deliver",
                configuration.review().deliver().map(EffectiveSettings::word).orElse(null));
        tree.put("review", review);
        Map<String, @Nullable Object> log = new LinkedHashMap<>();
        log.put(
                "level",
                configuration.log().level().map(EffectiveSettings::word).orElse(null));
        tree.put("log", log);
        Map<String, @Nullable Object> learnings = new LinkedHashMap<>();
        learnings.put("expires", configuration.learnings().expires().toDays() + "d");
        learnings.put("in_prompts", configuration.learnings().inPrompts());
        tree.put("learnings", learnings);
        tree.put(
                "projects",
                configuration.projects().stream()
                        .map(project -> project(project, configuration.budget()))
                        .toList());
        return new EffectiveSettings(tree);
    }

    Map<String, @Nullable Object> asMap() {
        return tree;
    }

    /** Returns a line {@code key = value} for each setting that is set. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        flatten("", tree, lines);
        return lines;
    }

    private static void flatten(String key, @Nullable Object value, List<String> lines) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, part) -> flatten(key.isEmpty() ? "" + name : key + "." + name, part, lines));
        } else if (key.equals("projects") && value instanceof List<?> projects) {
            for (Object project : projects) {
                flatten("projects." + ((Map<?, ?>) project).get("name"), project, lines);
            }
        } else if (value != null) {
            lines.add(key + " = " + value);
        }
    }

    private static Map<String, @Nullable Object> git(GitSettings git) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("author_name", git.author().map(CommitIdentity::name).orElse(null));
        fields.put("author_email", git.author().map(CommitIdentity::email).orElse(null));
        fields.put("committer_name", git.committer().map(CommitIdentity::name).orElse(null));
        fields.put("committer_email", git.committer().map(CommitIdentity::email).orElse(null));
        fields.put("sign", word(git.signing().when()));
        fields.put(
                "signing_format",
                git.signing().format().map(EffectiveSettings::word).orElse(null));
        fields.put("signing_key", git.signing().key().orElse(null));
        fields.put("ssh_identity_file", git.sshIdentityFile().orElse(null));
        fields.put("ssh_known_hosts_file", git.sshKnownHostsFile().orElse(null));
        fields.put("https_ca_file", git.httpsCaFile().orElse(null));
        fields.put("https", git.https().stream().map(EffectiveSettings::https).toList());
        return fields;
    }

    /** Says where a token is, not what it is. */
    private static Map<String, @Nullable Object> https(HttpsSettings https) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("host", https.host());
        fields.put("user", https.user());
        fields.put("token_file", https.tokenFile().orElse(null));
        fields.put("token_env", https.tokenEnv().orElse(null));
        return fields;
    }

    private static Map<String, @Nullable Object> state(StateSettings state) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("path", state.path());
        if (state.database() instanceof DatabaseSettings.Postgresql server) {
            fields.put("database", server.url());
            fields.put("database_user", server.user());
            fields.put("database_password_file", server.passwordFile().orElse(null));
            fields.put("database_password_env", server.passwordEnv().orElse(null));
        } else if (state.database() instanceof DatabaseSettings.Sqlite sqlite) {
            fields.put("database", sqlite.file());
        }
        fields.put("keep_runs", state.keepRuns());
        fields.put("keep_days", state.keepDays());
        fields.put("artifact_limit", state.artifactLimit());
        return fields;
    }

    private static Map<String, @Nullable Object> sandbox(SandboxSettings sandbox) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("mode", word(sandbox.mode()));
        fields.put("memory", sandbox.bounds().memoryBytes());
        fields.put(
                "cpus", sandbox.bounds().cpus() == 0 ? null : sandbox.bounds().cpus());
        fields.put("tasks", sandbox.bounds().tasks());
        fields.put("disk", sandbox.bounds().diskBytes());
        fields.put("network", sandbox.network());
        return fields;
    }

    /** A preset, and what it comes to in the checkout as it is now. */
    private static void putVerify(Map<String, @Nullable Object> fields, Project project) {
        if (project.verifyPreset().isEmpty()) {
            fields.put("verify", argv(project.verify()));
            return;
        }
        VerifyPreset preset = project.verifyPreset().get();
        fields.put("verify", preset.word());
        try {
            fields.put(
                    "verify_commands",
                    ProjectLayouts.known()
                            .find(preset, FolderTree.open(project.path()))
                            .map(guess -> argv(guess.commands()))
                            .orElse(List.of()));
        } catch (FolderException e) {
            fields.put("verify_commands", null); // Whether the directory can be used is for the run to find out.
        }
    }

    private static Map<String, @Nullable Object> llm(Configuration configuration) {
        LlmSettings llm = configuration.llm();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("provider", llm.provider().name().toLowerCase(Locale.ROOT));
        fields.put("command", llm.command());
        fields.put("model", llm.model().orElse(null));
        fields.put("api_key_env", llm.apiKeyEnv().orElse(null));
        fields.put("auth_file", llm.authFile().orElse(null));
        fields.put("extra_args", llm.extraArgs());
        fields.put("timeout", llm.timeout().toSeconds() + "s");
        fields.put("parallel", llm.parallel());
        fields.put("prices", BudgetSettings.prices(configuration.budget()));
        return fields;
    }

    private static Map<String, @Nullable Object> project(Project project, Budget budget) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", project.id());
        fields.put("path", project.path());
        fields.put("branch", project.branch().orElse(null));
        fields.put("remote", project.remote().orElse(null));
        fields.put("tasks", project.tasks());
        putVerify(fields, project);
        fields.put("verify_timeout", project.verifyTimeout().toSeconds() + "s");
        fields.put("verify_network", project.verifyNetwork());
        fields.put("delivery", word(project.delivery()));
        fields.put("summary_commit", word(project.summaryCommit()));
        fields.put("deploy", argv(project.deploy()));
        fields.put("service", project.service().orElse(null));
        fields.put("protected", project.protectedPaths());
        fields.put("held", project.heldPaths());
        fields.put("model_review", project.modelReview());
        fields.put("follow_up", project.followUp());
        fields.put("open_proposals", project.openProposals());
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        limits.put("files", project.limits().files());
        limits.put("lines", project.limits().lines());
        limits.put("bytes", project.limits().bytes());
        fields.put("limits", limits);
        fields.put("budget", BudgetSettings.of(project.id(), budget));
        return fields;
    }

    private static List<List<String>> argv(List<Command> commands) {
        return commands.stream().map(Command::argv).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
