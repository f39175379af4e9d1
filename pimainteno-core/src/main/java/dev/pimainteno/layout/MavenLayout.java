package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.Optional;

/** {@code pom.xml}, with or without the Maven wrapper. Immutable. */
record MavenLayout() implements ProjectLayout {
    private static final String POM = "pom.xml";
    private static final String WRAPPER = "mvnw";

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        if (!files.has(POM)) {
            return Optional.empty();
        }
        if (!files.has(WRAPPER)) {
            return Optional.of(VerifyGuess.of(Command.of("mvn", "-B", "-q", "verify"), POM));
        }
        return Optional.of(VerifyGuess.of(Wrapper.of(files, WRAPPER, "-B", "-q", "verify"), POM, WRAPPER));
    }
}
