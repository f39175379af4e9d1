package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.ArrayList;
import java.util.List;

/** A build tool's starter script that is part of the project. */
final class Wrapper {

    private Wrapper() {}

    /** Returns the command that starts it: by a shell where its executable bit was lost, as it is on some systems. */
    static Command of(RootFiles files, String script, String... arguments) {
        List<String> argv = new ArrayList<>();
        if (!files.isExecutable(script)) {
            argv.add("sh");
        }
        argv.add("./" + script);
        argv.addAll(List.of(arguments));
        return new Command(argv);
    }
}
