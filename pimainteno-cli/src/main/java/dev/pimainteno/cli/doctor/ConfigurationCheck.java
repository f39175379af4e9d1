package dev.pimainteno.cli.doctor;

/**
 * The configuration, which has been read already, because the other checks depend on it.
 *
 * @param diagnosis what came of reading it
 */
public record ConfigurationCheck(Diagnosis diagnosis) implements Check {

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public Diagnosis examine() {
        return diagnosis;
    }
}
