package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code meson.build} with tests, here or below. Immutable. */
record MesonLayout() implements ProjectLayout {
    private static final String BUILD = "meson.build";
    private static final Pattern TEST =
            Pattern.compile("^\\s*test\\s*\\(|^\\s*subdir\\s*\\(\\s*'tests?'", Pattern.MULTILINE);
    private static final String DIRECTORY = "build-verify";

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        if (!files.mentions(BUILD, TEST)) {
            return Optional.empty();
        }
        return Optional.of(new VerifyGuess(
                List.of(
                        Command.of("meson", "setup", DIRECTORY),
                        Command.of("meson", "test", "-C", DIRECTORY, "--print-errorlogs")),
                List.of(BUILD)));
    }
}
