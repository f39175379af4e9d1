package dev.pimainteno.sandbox;

import dev.pimainteno.process.ProgramSearch;
import java.nio.file.Path;

/** The programs of the system itself, wherever the search path of a command may lead. */
public final class SystemPrograms {
    private static final String DIRECTORIES = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private SystemPrograms() {}

    /**
     * Returns a program's path.
     *
     * @throws dev.pimainteno.process.ProcessException if there is none
     */
    public static String path(String program) {
        return ProgramSearch.find(program, DIRECTORIES, Path.of("/"));
    }
}
