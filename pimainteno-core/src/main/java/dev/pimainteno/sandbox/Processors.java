package dev.pimainteno.sandbox;

import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProgramSearch;
import java.util.ArrayList;
import java.util.List;

/** Keeps commands to some of the machine's processors. */
final class Processors {
    private Processors() {}

    /**
     * Puts the words before a command that keep it to so many processors. The program is looked for here, so that a
     * missing one is told from one that fails.
     *
     * @param cpus 0 for all
     */
    static List<String> limit(int cpus, List<String> argv, ProcessRequest request) {
        int most = Runtime.getRuntime().availableProcessors();
        if (cpus == 0 || cpus >= most) {
            return argv;
        }
        List<String> words = new ArrayList<>(List.of(SystemPrograms.path("taskset"), "--cpu-list", "0-" + (cpus - 1)));
        words.addAll(resolved(argv, request));
        return words;
    }

    /** Returns a command line whose program is found already. */
    static List<String> resolved(List<String> argv, ProcessRequest request) {
        List<String> words = new ArrayList<>(argv);
        String searchPath = request.environment().getOrDefault("PATH", "");
        words.set(0, ProgramSearch.find(argv.get(0), searchPath, request.directory()));
        return words;
    }
}
