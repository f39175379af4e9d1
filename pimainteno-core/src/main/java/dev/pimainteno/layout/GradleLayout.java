package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.Optional;

/** A Gradle build, in Groovy or Kotlin, with or without the wrapper. Immutable. */
record GradleLayout() implements ProjectLayout {
    private static final String WRAPPER = "gradlew";

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        Optional<String> build =
                files.first("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");
        if (build.isEmpty()) {
            return Optional.empty();
        }
        // A daemon would outlive the run that started it.
        if (!files.has(WRAPPER)) {
            return Optional.of(VerifyGuess.of(Command.of("gradle", "--no-daemon", "check"), build.get()));
        }
        return Optional.of(VerifyGuess.of(Wrapper.of(files, WRAPPER, "--no-daemon", "check"), build.get(), WRAPPER));
    }
}
