package dev.pimainteno.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.process.Command;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfflineOptionTest {

    @ParameterizedTest
    @CsvSource({
        "mvn -B -q verify, mvn -o -B -q verify",
        "./mvnw -B -q verify, ./mvnw -o -B -q verify",
        "sh ./mvnw -B -q verify, sh ./mvnw -o -B -q verify",
        "gradle --no-daemon check, gradle --offline --no-daemon check",
        "./gradlew --no-daemon check, ./gradlew --offline --no-daemon check",
        "sh ./gradlew check, sh ./gradlew --offline check",
        "cargo test --locked, cargo --offline test --locked",
        "uv run --frozen pytest -q, uv --offline run --frozen pytest -q",
        "npm ci, npm ci --offline",
        "pnpm install --frozen-lockfile, pnpm install --offline --frozen-lockfile",
        "yarn install --frozen-lockfile, yarn install --offline --frozen-lockfile"
    })
    void tellsABuildToolThatItNeedsNotAsk(String command, String offline) {
        assertThat(offline(command)).isEqualTo(offline);
    }

    @ParameterizedTest
    @CsvSource({
        "yarn install --immutable",
        "npm test",
        "npm",
        "bun install --frozen-lockfile",
        "go test ./...",
        "make test",
        "python3 -m pytest -q",
        "sh test.sh",
        "sh"
    })
    void leavesACommandAloneThatKnowsNoSuchOption(String command) {
        assertThat(offline(command)).isEqualTo(command);
    }

    @Test
    void tellsEveryCommandOfAGuessAndKeepsWhatItWasGuessedFrom() {
        VerifyGuess guess =
                new VerifyGuess(List.of(Command.of("npm", "ci"), Command.of("npm", "test")), List.of("package.json"));

        assertThat(guess.offline())
                .isEqualTo(new VerifyGuess(
                        List.of(Command.of("npm", "ci", "--offline"), Command.of("npm", "test")),
                        List.of("package.json")));
    }

    private static String offline(String command) {
        return OfflineOption.add(new Command(List.of(command.split(" ")))).toString();
    }
}
