package dev.pimainteno.codex;

import dev.pimainteno.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line that makes codex a function from text to text: nothing of the user's or of a project's configuration is
 * read, the tools are off, and the sandbox is read-only should one be left. Immutable.
 */
record Invocation(Installation installation, CodexSettings settings, CallDirectory directory) {
    /** Switches of versions that do not know them are ignored. */
    private static final List<String> CONTAINMENT = List.of(
            "approval_policy=\"never\"",
            "analytics.enabled=false",
            "check_for_update_on_startup=false",
            "web_search=\"disabled\"",
            "tools.web_search=false",
            "skills.include_instructions=false",
            "project_doc_max_bytes=0",
            "features.plugins=false",
            "features.apps=false",
            "features.hooks=false",
            "features.shell_snapshot=false",
            // Otherwise an unreachable network is waited for without an end.
            "features.unbounded_connection_retries=false",
            "features.shell_tool=false",
            "features.unified_exec=false",
            "features.view_image=false",
            "features.goals=false",
            "features.multi_agent=false",
            "features.image_generation=false",
            "features.memories=false",
            "features.tool_suggest=false",
            "features.code_mode=false",
            "include_plan_tool=false",
            "include_environment_context=false",
            "include_permissions_instructions=false",
            "include_apps_instructions=false",
            "include_collaboration_mode_instructions=false");

    /**
     * Returns the command line.
     *
     * @param schema a file with the schema of the answer; left out where codex does not know schemas
     */
    Command command(@Nullable Path schema) {
        List<String> argv = new ArrayList<>(List.of(
                installation.program().toString(),
                "exec",
                "--json",
                "--color",
                "never",
                "--skip-git-repo-check",
                "-s",
                "read-only",
                "-C",
                directory.work().toString()));
        for (String option : List.of("--ephemeral", "--ignore-user-config", "--ignore-rules")) {
            if (installation.offers(option)) {
                argv.add(option);
            }
        }
        if (schema != null && installation.offers("--output-schema")) {
            argv.addAll(List.of("--output-schema", schema.toString()));
        }
        if (settings.model() != null) {
            argv.addAll(List.of("-m", settings.model()));
        }
        argv.addAll(settings.extraArguments().asList());
        // Of two values for a setting the later counts, so the containment comes last.
        CONTAINMENT.forEach(setting -> set(argv, setting));
        set(argv, "model_instructions_file=" + quoted(directory.instructions()));
        set(argv, "experimental_instructions_file=" + quoted(directory.instructions()));
        if (installation.version().isAtLeast(CodexVersion.WITH_AGENTS_SWITCH)) {
            set(argv, "agents.enabled=false");
        }
        argv.add("-");
        return new Command(argv);
    }

    private static void set(List<String> argv, String setting) {
        argv.add("-c");
        argv.add(setting);
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
