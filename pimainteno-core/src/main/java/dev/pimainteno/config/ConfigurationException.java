package dev.pimainteno.config;

import dev.pimainteno.failure.PimaintenoException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** There is no usable configuration; {@link #problems()} says everything that is wrong. */
public final class ConfigurationException extends PimaintenoException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_PROBLEMS_IN_THE_MESSAGE = 100;

    /** Why there is no usable configuration. */
    public enum Reason {
        /** No file is where one was looked for. */
        NOT_FOUND,
        /** There is something, but no text that could be read: permissions, a directory, size, encoding. */
        UNREADABLE,
        /** The text breaks a rule of TOML or of this program. */
        INVALID
    }

    private final Reason reason;
    private final transient List<Problem> problems;

    /**
     * @param problems what is wrong, in the order of the lines; not empty
     * @param cause the failure underneath, if there was one
     */
    public ConfigurationException(Reason reason, List<Problem> problems, @Nullable Throwable cause) {
        super(message(problems), cause);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    public Reason reason() {
        return reason;
    }

    /** Returns everything that is wrong, in the order of the lines. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public boolean isRetryable() {
        return false;
    }

    private static String message(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failure needs a problem");
        }
        String lines = problems.stream()
                .limit(MOST_PROBLEMS_IN_THE_MESSAGE)
                .map(problem -> "\n" + problem)
                .collect(Collectors.joining());
        int rest = problems.size() - MOST_PROBLEMS_IN_THE_MESSAGE;
        return "Cannot use the configuration:" + lines + (rest > 0 ? "\n... and " + rest + " more" : "");
    }
}
