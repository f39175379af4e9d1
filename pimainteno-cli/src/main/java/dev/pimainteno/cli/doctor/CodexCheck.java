package dev.pimainteno.cli.doctor;

import dev.pimainteno.codex.CodexFinding;
import dev.pimainteno.codex.CodexInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The codex that would answer, in one of its aspects. It is asked in a directory of its own, which does not stay. */
public final class CodexCheck implements Check {
    private static final Logger log = LoggerFactory.getLogger(CodexCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Inspectors inspectors;
    private final Question question;

    private CodexCheck(String name, Inspectors inspectors, Question question) {
        this.name = name;
        this.inspectors = inspectors;
        this.question = question;
    }

    /** Makes inspectors of the codex that is configured. */
    @FunctionalInterface
    public interface Inspectors {
        /** Returns one that works in a directory. */
        CodexInspector in(Path directory);
    }

    @FunctionalInterface
    private interface Question {
        CodexFinding ask(CodexInspector inspector, Duration patience) throws InterruptedException;
    }

    /** Checks the program and its version. */
    public static CodexCheck program(Inspectors inspectors) {
        return new CodexCheck("codex", inspectors, CodexInspector::program);
    }

    /** Checks that there is something to sign in with. */
    public static CodexCheck signIn(Inspectors inspectors) {
        return new CodexCheck("codex sign-in", inspectors, CodexInspector::signIn);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Diagnosis examine() throws InterruptedException {
        try {
            Path directory = Files.createTempDirectory("pimainteno-doctor-");
            try {
                return diagnosis(question.ask(inspectors.in(directory), PATIENCE));
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            return Diagnosis.failure("nowhere to ask it: " + e, "see what is said of the temporary directory");
        }
    }

    private static void remove(Path directory) {
        try {
            Files.delete(directory);
        } catch (IOException e) {
            log.warn("Cannot remove {}", directory, e);
        }
    }

    private static Diagnosis diagnosis(CodexFinding finding) {
        Diagnosis.Level level = switch (finding.usability()) {
            case GOOD -> Diagnosis.Level.OK;
            case LIMITED -> Diagnosis.Level.WARNING;
            case NONE -> Diagnosis.Level.FAILURE;
        };
        return new Diagnosis(level, finding.found(), finding.remedy());
    }
}
