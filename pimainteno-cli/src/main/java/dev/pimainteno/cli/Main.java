package dev.pimainteno.cli;

/** Starts the {@code pimainteno} command. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Pimainteno.in(Surroundings.ofProcess()).execute(arguments));
    }
}
