package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How build tools are told that there is no network, so that they take what they have instead of failing to ask. */
final class OfflineOption {
    /** Behind the program. */
    private static final Map<String, String> OF_PROGRAM = Map.of(
            "mvn",
            "-o",
            "mvnw",
            "-o",
            "gradle",
            "--offline",
            "gradlew",
            "--offline",
            "cargo",
            "--offline",
            "uv",
            "--offline");

    /** Behind what they do, if that is to install. */
    private static final Set<String> INSTALLERS = Set.of("npm", "pnpm", "yarn");

    private OfflineOption() {}

    /** Returns a command with the option of its program; the command itself where there is none. */
    static Command add(Command command) {
        List<String> argv = new ArrayList<>(command.argv());
        // A starter script that lost its executable bit is run by a shell.
        int program = argv.get(0).equals("sh") && argv.size() > 1 ? 1 : 0;
        String name = argv.get(program).substring(argv.get(program).lastIndexOf('/') + 1);
        String option = OF_PROGRAM.get(name);
        if (option != null) {
            argv.add(program + 1, option);
        } else if (INSTALLERS.contains(name)
                && argv.size() > 1
                && Set.of("install", "ci").contains(argv.get(1))
                && !argv.contains("--immutable")) {
            argv.add(2, "--offline");
        }
        return new Command(argv);
    }
}
