package dev.pimainteno.cli.doctor;

/**
 * What a check has found. Immutable.
 *
 * @param found in a phrase; may hold anything that a path or a program's output holds
 * @param remedy what to do about it; empty where nothing need be done
 */
public record Diagnosis(Level level, String found, String remedy) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Runs are possible; something will be missing or may go wrong. */
        WARNING,
        /** Runs, or some of them, will fail. */
        FAILURE
    }

    public static Diagnosis ok(String found) {
        return new Diagnosis(Level.OK, found, "");
    }

    public static Diagnosis warning(String found, String remedy) {
        return new Diagnosis(Level.WARNING, found, remedy);
    }

    public static Diagnosis failure(String found, String remedy) {
        return new Diagnosis(Level.FAILURE, found, remedy);
    }
}
