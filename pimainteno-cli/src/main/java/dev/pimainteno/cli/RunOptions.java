package dev.pimainteno.cli;

import picocli.CommandLine.Option;

/** The options of every command that makes runs. */
final class RunOptions {
    @Option(names = "--dry-run", description = "Observe only: show the changes, deliver none, remember none.")
    private boolean dryRun;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many projects are run at a time. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(names = "--json", description = "Write a line of JSON for each project to standard output, as it ends.")
    private boolean json;

    /** Returns the options of a command that has but one of them. */
    static RunOptions answering(boolean json) {
        RunOptions options = new RunOptions();
        options.jobs = 1;
        options.json = json;
        return options;
    }

    boolean dryRun() {
        return dryRun;
    }

    int jobs() {
        return jobs;
    }

    boolean json() {
        return json;
    }
}
