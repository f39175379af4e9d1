package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code CMakeLists.txt} that enables tests. Immutable. */
record CMakeLayout() implements ProjectLayout {
    private static final String BUILD = "CMakeLists.txt";
    private static final Pattern TESTS =
            Pattern.compile("^\\s*(?i:enable_testing\\s*\\(|include\\s*\\(\\s*CTest\\s*\\))", Pattern.MULTILINE);
    private static final String DIRECTORY = "build-verify";

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        if (!files.mentions(BUILD, TESTS)) {
            return Optional.empty();
        }
        return Optional.of(new VerifyGuess(
                List.of(
                        Command.of("cmake", "-S", ".", "-B", DIRECTORY),
                        Command.of("cmake", "--build", DIRECTORY),
                        Command.of("ctest", "--test-dir", DIRECTORY, "--output-on-failure")),
                List.of(BUILD)));
    }
}
