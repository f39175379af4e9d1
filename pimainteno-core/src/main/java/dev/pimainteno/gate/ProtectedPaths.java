package dev.pimainteno.gate;

import java.util.List;

/** What no change may touch in any project, at any depth and in any case. */
final class ProtectedPaths {
    /** Where files are units that may be something else under the same name in other places. */
    private static final String UNITS = "{systemd,quadlet,quadlets}/**/";

    static final List<PathRule> RULES = List.of(
            PathRule.anywhere("CI configuration", ".github/workflows/**"),
            PathRule.anywhere("CI configuration", ".github/actions/**"),
            PathRule.anywhere("CI configuration", ".{gitea,forgejo}/{workflows,actions}/**"),
            PathRule.anywhere("CI configuration", "*.gitlab-ci.y{,a}ml"),
            PathRule.anywhere(
                    "CI configuration",
                    ".{travis,drone,appveyor,cirrus,woodpecker,crow,build,onedev-buildspec,vela}.y{,a}ml"),
            PathRule.anywhere("CI configuration", "{appveyor,bitbucket-pipelines,bitrise,codemagic}.y{,a}ml"),
            PathRule.anywhere("CI configuration", "{azure-pipelines,cloudbuild,buildspec}*.y{,a}ml"),
            PathRule.anywhere("CI configuration", ".{ci,circleci,buildkite,woodpecker,crow,gitlab,teamcity}/**"),
            PathRule.anywhere("CI configuration", ".{builds,azuredevops,semaphore,tekton}/**"),
            PathRule.anywhere("CI configuration", "Jenkinsfile*"),
            PathRule.anywhere("who must review", "CODEOWNERS"),
            PathRule.anywhere("instructions of coding agents", "{AGENTS,AGENTS.override,AGENTS.local,AGENT}.md"),
            PathRule.anywhere("instructions of coding agents", "{CLAUDE,CLAUDE.local,GEMINI,QWEN}.md"),
            PathRule.anywhere(
                    "instructions of coding agents",
                    ".{codex,claude,agents,gemini,amazonq,kiro,opencode,windsurf,junie,roo}/**"),
            PathRule.anywhere("instructions of coding agents", ".{windsurf,cline,goose,roo}{rules,hints}*"),
            PathRule.anywhere("instructions of coding agents", ".cursor*"),
            PathRule.anywhere("instructions of coding agents", ".aider*"),
            PathRule.anywhere("instructions of coding agents", "{.mcp,mcp,opencode}.json"),
            PathRule.anywhere(
                    "instructions of coding agents", ".github/{copilot-instructions.md,instructions,prompts,agents}"),
            PathRule.anywhere("a hook", ".{githooks,husky}/**"),
            PathRule.anywhere("a hook", "{.pre-commit-config,.pre-commit-hooks,lefthook,.lefthook}.y{,a}ml"),
            PathRule.anywhere("a hook", ".vscode/{tasks,settings}.json"),
            PathRule.anywhere("a hook", ".devcontainer/**"),
            PathRule.anywhere("a hook", ".devcontainer.json"),
            PathRule.anywhere("a hook", ".envrc"),
            PathRule.anywhere("a unit file", "*.{service,timer,socket,mount,automount}"),
            PathRule.anywhere("a unit file", "*.{service,timer,socket,mount,automount}.d/**"),
            PathRule.anywhere("a unit file", UNITS + "*.{path,target,slice,swap}{,.d}"),
            PathRule.anywhere("a unit file", UNITS + "*.{container,volume,network,pod,kube}{,.d}"),
            PathRule.anywhere("a setting of Git", ".git{attributes,modules,config}"),
            PathRule.anywhere("what a package manager has put there", "node_modules/**"));

    private ProtectedPaths() {}
}
