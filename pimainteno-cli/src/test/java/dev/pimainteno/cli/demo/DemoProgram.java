package dev.pimainteno.cli.demo;

import picocli.CommandLine;

/** The demo as a program of its own, to be started as a child process. */
final class DemoProgram {
    private DemoProgram() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new DemoCommand()).execute(args));
    }
}
