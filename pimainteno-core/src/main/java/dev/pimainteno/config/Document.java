package dev.pimainteno.config;

import dev.pimainteno.config.ConfigurationException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The file that is being read, and everything found wrong in it so far. For one thread at a time. */
final class Document {
    private static final Comparator<Problem> BY_LINE = Comparator.comparingInt(Problem::line);

    private final ConfigurationSource source;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Document(ConfigurationSource source) {
        this.source = source;
    }

    /** Where relative paths start. */
    Path directory() {
        return source.directory();
    }

    void error(int line, String key, String message) {
        errors.add(new Problem(source.name(), line, key, message));
    }

    void warning(int line, String key, String message) {
        warnings.add(new Problem(source.name(), line, key, message));
    }

    /** Returns the warnings in the order of their lines. */
    List<Problem> warnings() {
        return warnings.stream().sorted(BY_LINE).toList();
    }

    /** Throws if there was any error, with all of them in the order of their lines. */
    void check() {
        if (!errors.isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID, errors.stream().sorted(BY_LINE).toList(), null);
        }
    }
}
