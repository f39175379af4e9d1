package dev.pimainteno.codex;

import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessResult.Ending;
import dev.pimainteno.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds codex and asks it what it can do: once, and again only when another program lies there. Safe for many threads. */
final class InstallationProbe {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String REMEDY = "install 0.145 or newer: npm install -g @openai/codex";

    private final CodexSettings settings;
    private final ProcessRunner runner;
    private final SafeText safe;
    private volatile @Nullable Installation known;

    InstallationProbe(CodexSettings settings, ProcessRunner runner, SafeText safe) {
        this.settings = settings;
        this.runner = runner;
        this.safe = safe;
    }

    /**
     * Returns what lies there now.
     *
     * @throws LlmException if there is no codex, or none that can be used
     */
    Installation installation(CallDirectory directory, Duration timeout) throws InterruptedException {
        Path program = new ProgramFinder(settings.searchPath())
                .find(settings.command())
                .orElseThrow(() -> unusable("Cannot find the program '" + settings.command() + "'"));
        FileTime modified = modified(program);
        Installation current = known;
        if (current != null
                && current.program().equals(program)
                && current.modified().equals(modified)) {
            return current;
        }
        Installation fresh = probe(program, modified, directory, timeout);
        known = fresh;
        return fresh;
    }

    private Installation probe(Path program, FileTime modified, CallDirectory directory, Duration timeout)
            throws InterruptedException {
        String printed = ask(Command.of(program.toString(), "--version"), directory, timeout);
        CodexVersion version = CodexVersion.parse(printed)
                .orElseThrow(() -> unusable("'" + program
                        + "' does not seem to be codex: asked for its version it said '" + safe.of(printed) + "'"));
        if (!version.isAtLeast(CodexVersion.OLDEST)) {
            throw unusable("codex " + version + " is too old");
        }
        Set<String> options = new TreeSet<>();
        Matcher matcher = OPTION.matcher(ask(Command.of(program.toString(), "exec", "--help"), directory, timeout));
        while (matcher.find()) {
            options.add(matcher.group());
        }
        return new Installation(program, modified, version, options);
    }

    private String ask(Command command, CallDirectory directory, Duration timeout) throws InterruptedException {
        ProcessRequest request = ProcessRequest.of(command, directory.work())
                .environment(settings.environment(directory))
                .timeout(timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE)
                .build();
        ProcessResult result = run(request);
        if (result.ending() == Ending.TIMED_OUT) {
            throw new LlmException(Reason.TIMED_OUT, "'" + command + "' did not end in time", null);
        }
        if (!result.succeeded()) {
            throw unusable(
                    "'" + command + "' failed with exit code " + result.exitCode() + ": " + safe.of(result.errors()));
        }
        return result.output();
    }

    private ProcessResult run(ProcessRequest request) throws InterruptedException {
        try {
            return runner.run(request);
        } catch (ProcessException e) {
            Reason reason = e.isRetryable() ? Reason.UNAVAILABLE : Reason.NOT_INSTALLED;
            throw new LlmException(reason, "Cannot ask codex for its version: " + e.getMessage(), e);
        }
    }

    private static FileTime modified(Path program) {
        try {
            return Files.getLastModifiedTime(program);
        } catch (IOException e) {
            throw new LlmException(Reason.NOT_INSTALLED, "Cannot look at '" + program + "'; " + REMEDY, e);
        }
    }

    private static LlmException unusable(String what) {
        return new LlmException(Reason.NOT_INSTALLED, what + "; " + REMEDY, null);
    }
}
