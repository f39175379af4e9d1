package dev.pimainteno.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which change a command of {@code review} is about, and how it answers. */
final class ReviewTarget {
    @Parameters(
            paramLabel = "ITEM",
            description =
                    "A change that waits: the run that made it, the beginning of that, or the project if only one of"
                            + " its changes waits.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything asks for it
    private String name;

    @Option(names = "--json", description = "Write one JSON object to standard output.")
    private boolean json;

    String name() {
        return name;
    }

    boolean json() {
        return json;
    }
}
