package dev.pimainteno.git;

import dev.pimainteno.git.GitException.Reason;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A program of this machine's that signs, found along the search path and never taken from a configuration. It sees what it
 * needs to reach its keys and an agent, asks nobody anything, and does not run for long.
 */
final class SigningProgram {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_OUTPUT = 1 << 16;
    private static final Set<String> NEEDED =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "GNUPGHOME", "SSH_AUTH_SOCK", "XDG_RUNTIME_DIR");
    private static final int LONGEST_ANSWER = 300;

    private final ProcessRunner runner;
    private final Map<String, String> environment;

    /**
     * @param host the environment of this process
     */
    SigningProgram(ProcessRunner runner, Map<String, String> host) {
        this.runner = runner;
        Map<String, String> chosen = new TreeMap<>();
        host.forEach((name, value) -> {
            if (NEEDED.contains(name)) {
                chosen.put(name, value);
            }
        });
        chosen.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        chosen.put("LC_ALL", "C");
        chosen.put("SSH_ASKPASS_REQUIRE", "never");
        this.environment = Map.copyOf(chosen);
    }

    /**
     * Runs the program in an empty directory of its own.
     *
     * @param input what it signs
     * @param files what it finds in its directory, by name
     * @param what what is tried, as the beginning of a sentence
     * @param remedy what a person can do if it fails, as the end of a sentence
     */
    ProcessResult run(List<String> argv, byte[] input, Map<String, String> files, String what, String remedy)
            throws InterruptedException {
        try {
            Path directory = Files.createTempDirectory("pimainteno-sign-");
            try {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Files.writeString(directory.resolve(file.getKey()), file.getValue());
                }
                ProcessResult result = runner.run(ProcessRequest.of(new Command(argv), directory)
                        .environment(environment)
                        .input(input)
                        .timeout(TIMEOUT)
                        .maxOutput(MOST_OUTPUT, ProcessRequest.Overflow.END_PROCESS)
                        .build());
                if (!result.succeeded()) {
                    throw failure(what, argv.get(0) + " " + ending(result), remedy, null);
                }
                return result;
            } finally {
                for (String file : files.keySet()) {
                    Files.deleteIfExists(directory.resolve(file));
                }
                Files.deleteIfExists(directory);
            }
        } catch (ProcessException e) {
            throw failure(what, e.getMessage(), remedy, e);
        } catch (IOException e) {
            throw failure(what, "no directory for temporary files: " + e, remedy, e);
        }
    }

    static GitException failure(String what, String why, String remedy, @Nullable Exception cause) {
        return new GitException(Reason.NOT_SIGNED, what + ": " + why + "; " + remedy, cause);
    }

    private static String ending(ProcessResult result) {
        String end = switch (result.ending()) {
            case EXITED -> "ended with " + result.exitCode();
            case TIMED_OUT -> "did not end within " + TIMEOUT.toSeconds() + " s";
            default -> "was ended because it printed too much";
        };
        String said = (result.errors() + " " + result.output())
                .replaceAll("\\[GNUPG:\\][^\\n]*", "")
                .replaceAll("\\s+", " ")
                .strip();
        if (said.length() > LONGEST_ANSWER) {
            said = said.substring(0, LONGEST_ANSWER) + "...";
        }
        return said.isEmpty() ? end : end + " and said: " + said;
    }
}
