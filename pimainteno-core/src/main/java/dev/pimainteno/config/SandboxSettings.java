package dev.pimainteno.config;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.sandbox.Bounds;

/**
 * {@code [sandbox]}: what encloses verify commands. Immutable.
 *
 * @param mode what is to enclose them; {@link Mode#AUTO} by default
 * @param bounds how much one command may use; {@link Bounds#standard} by default
 * @param network whether they may use the network; not by default
 */
public record SandboxSettings(Mode mode, Bounds bounds, boolean network) {
    private static final int MOST_CPUS = 1024;
    private static final int MOST_TASKS = 1_000_000;

    /** What encloses verify commands. */
    public enum Mode {
        /** The best that works here, nothing if nothing does. */
        AUTO,
        /** systemd; where that does not work no verify command runs. */
        SYSTEMD,
        /** bubblewrap; where that does not work no verify command runs. */
        BUBBLEWRAP,
        /** Nothing. */
        NONE
    }

    public SandboxSettings {
        requireNonNull(mode, "mode");
        requireNonNull(bounds, "bounds");
    }

    /** Returns the defaults. */
    public static SandboxSettings standard() {
        return new SandboxSettings(Mode.AUTO, Bounds.standard(), false);
    }

    static SandboxSettings read(Table table) {
        SandboxSettings standard = standard();
        Bounds bounds = new Bounds(
                table.get("memory").flatMap(Value::size).orElse(standard.bounds.memoryBytes()),
                table.get("cpus").flatMap(value -> value.integer(1, MOST_CPUS)).orElse(standard.bounds.cpus()),
                table.get("tasks")
                        .flatMap(value -> value.integer(1, MOST_TASKS))
                        .orElse(standard.bounds.tasks()),
                table.get("disk").flatMap(Value::size).orElse(standard.bounds.diskBytes()));
        return new SandboxSettings(
                table.get("mode").flatMap(value -> value.word(Mode.class)).orElse(standard.mode),
                bounds,
                table.get("network").flatMap(Value::bool).orElse(standard.network));
    }
}
