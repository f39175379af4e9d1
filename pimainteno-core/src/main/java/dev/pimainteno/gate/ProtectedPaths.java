package dev.pimainteno.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which rule keeps a path from being changed. Immutable. */
final class ProtectedPaths {
    private static final List<Rule> BUILT_IN = List.of(
            rule("CI configuration", ".github/workflows/**"),
            rule("CI configuration", ".github/actions/**"),
            rule("CI configuration", ".{gitlab-ci,travis,drone,appveyor,cirrus,woodpecker}.y{,a}ml"),
            rule("CI configuration", "{appveyor,azure-pipelines,bitbucket-pipelines,cloudbuild}.y{,a}ml"),
            rule("CI configuration", ".{ci,circleci,buildkite,woodpecker,gitlab,teamcity}/**"),
            rule("CI configuration", "Jenkinsfile*"),
            rule("who must review", "CODEOWNERS"),
            rule("instructions of coding agents", "{AGENTS,AGENTS.override,AGENTS.local,AGENT}.md"),
            rule("instructions of coding agents", "{CLAUDE,CLAUDE.local,GEMINI,QWEN}.md"),
            rule("instructions of coding agents", ".{codex,claude,agents,gemini,amazonq,kiro,opencode,windsurf}/**"),
            rule("instructions of coding agents", ".{windsurf,cline,goose,roo}{rules,hints}*"),
            rule("instructions of coding agents", ".cursor*"),
            rule("instructions of coding agents", ".aider*"),
            rule("instructions of coding agents", "{.mcp,mcp,opencode}.json"),
            rule("instructions of coding agents", ".github/{copilot-instructions.md,instructions,prompts,agents}"),
            rule("a hook", ".{githooks,husky}/**"),
            rule("a hook", "{.pre-commit-config,.pre-commit-hooks,lefthook,.lefthook}.y{,a}ml"),
            rule("a hook", ".vscode/{tasks,settings}.json"),
            rule("a hook", ".devcontainer/**"),
            rule("a hook", ".envrc"),
            rule("a unit file", "*.{service,timer,socket}"),
            rule("a unit file", "*.{service,timer,socket}.d/**"),
            rule("a setting of Git", ".git{attributes,modules,config}"));

    private final List<Rule> rules;

    private ProtectedPaths(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * The built-in rules and the globs of a project.
     *
     * @throws IllegalArgumentException if one of the globs is none
     */
    static ProtectedPaths with(List<String> globs) {
        List<Rule> rules = new ArrayList<>(BUILT_IN);
        globs.forEach(glob -> rules.add(new Rule("protected in this project", PathGlob.parse(glob))));
        return new ProtectedPaths(List.copyOf(rules));
    }

    /** Returns the globs that hold in every project, at any depth and in any case. */
    static List<String> builtIn() {
        return BUILT_IN.stream().map(rule -> rule.glob().toString()).toList();
    }

    /** Returns the first rule that a path falls under. */
    Optional<Rule> ruleFor(String path) {
        return rules.stream().filter(rule -> rule.glob().matches(path)).findFirst();
    }

    private static Rule rule(String what, String glob) {
        return new Rule(what, PathGlob.parse("**/" + glob));
    }

    /** What a path is protected as, and the glob that says so. */
    record Rule(String what, PathGlob glob) {
        @Override
        public String toString() {
            return "is " + what + " (" + glob + ")";
        }
    }
}
