package dev.pimainteno.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What a command may reach besides its work tree. Immutable.
 *
 * @param network whether the network of the host is there
 * @param readable files and directories that are there for reading wherever they lie; absolute
 */
public record Allowance(boolean network, List<Path> readable) {
    public Allowance {
        readable = List.copyOf(readable);
    }

    /** Returns what allows nothing. */
    public static Allowance none() {
        return new Allowance(false, List.of());
    }
}
