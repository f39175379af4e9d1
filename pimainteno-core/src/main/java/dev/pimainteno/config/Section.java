package dev.pimainteno.config;

import java.util.List;

/** The tables of a configuration with every key that each may hold. */
enum Section {
    ROOT(
            "",
            "llm",
            "cache",
            "state",
            "git",
            "budget",
            "projects",
            "review",
            "sandbox",
            "scheduler",
            "systemd",
            "systemd_monitor",
            "web",
            "log",
            "learnings"),
    LLM(
            "llm",
            "provider",
            "command",
            "model",
            "api_key_env",
            "auth_file",
            "extra_args",
            "timeout",
            "parallel",
            "prices"),
    LLM_PRICES("llm.prices[]", "model", "input", "cached_input", "output"),
    BUDGET(
            "budget",
            "currency",
            "answer_tokens",
            "repeats",
            "call_tokens",
            "run_tokens",
            "project_day_tokens",
            "project_month_tokens",
            "day_tokens",
            "month_tokens",
            "call_cost",
            "run_cost",
            "project_day_cost",
            "project_month_cost",
            "day_cost",
            "month_cost"),
    CACHE("cache", "path", "store", "max_size"),
    STATE(
            "state",
            "path",
            "database",
            "database_user",
            "database_password_file",
            "database_password_env",
            "keep_runs",
            "keep_days",
            "artifact_limit"),
    GIT(
            "git",
            "author_name",
            "author_email",
            "committer_name",
            "committer_email",
            "sign",
            "signing_format",
            "signing_key",
            "https",
            "https_ca_file",
            "ssh_identity_file",
            "ssh_known_hosts_file"),
    GIT_HTTPS("git.https[]", "host", "user", "token_file", "token_env"),
    PROJECT(
            "projects[]",
            "name",
            "path",
            "branch",
            "remote",
            "tasks",
            "verify",
            "verify_timeout",
            "verify_network",
            "deploy",
            "delivery",
            "summary_commit",
            "service",
            "protected",
            "held",
            "model_review",
            "follow_up",
            "open_proposals",
            "limits",
            "budget"),
    PROJECT_BUDGET(
            "projects[].budget",
            "call_tokens",
            "run_tokens",
            "day_tokens",
            "month_tokens",
            "call_cost",
            "run_cost",
            "day_cost",
            "month_cost"),
    LIMITS("projects[].limits", "files", "lines", "bytes"),
    REVIEW("review", "expires", "deliver"),
    SANDBOX("sandbox", "mode", "memory", "cpus", "tasks", "disk", "network"),
    SCHEDULER("scheduler", "enabled", "cron", "projects"),
    SYSTEMD("systemd", "manager", "restart_timeout"),
    SYSTEMD_MONITOR("systemd_monitor", "enabled", "units"),
    WEB("web", "host", "port"),
    LOG("log", "level"),
    LEARNINGS("learnings", "expires", "in_prompts");

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // Always made by List.of.
    private final List<String> keys;

    Section(String path, String... keys) {
        this.path = path;
        this.keys = List.of(keys);
    }

    /** How the table begins in the file. */
    String header() {
        return path.endsWith("[]") ? "[[" + path.replace("[]", "") + "]]" : "[" + path.replace("[]", "") + "]";
    }

    List<String> keys() {
        return keys;
    }

    /** The full key of something in this table, known or not. */
    String fullKey(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
