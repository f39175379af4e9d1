package dev.pimainteno.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What to run, where, with what, and within which bounds. Immutable. */
public final class ProcessRequest {

    /** What happens when a process prints more than it may. */
    public enum Overflow {
        /** The first quarter and the last three quarters of the allowance are kept; the process goes on. */
        KEEP_ENDS,
        /** The process is ended. */
        END_PROCESS
    }

    private final Command command;
    private final Path directory;
    private final Map<String, String> environment;
    private final byte[] input;
    private final Duration timeout;
    private final @Nullable Duration firstOutputWithin;
    private final @Nullable Duration maxSilence;
    private final int maxOutputBytes;
    private final Overflow overflow;
    private final boolean errorsJoinOutput;
    private final @Nullable Predicate<String> lastLine;
    private final ProcessWatch watch;

    private ProcessRequest(Builder builder) {
        this.command = builder.command;
        this.directory = builder.directory;
        this.environment = builder.environment;
        this.input = builder.input;
        this.timeout = builder.timeout;
        this.firstOutputWithin = builder.firstOutputWithin;
        this.maxSilence = builder.maxSilence;
        this.maxOutputBytes = builder.maxOutputBytes;
        this.overflow = builder.overflow;
        this.errorsJoinOutput = builder.errorsJoinOutput;
        this.lastLine = builder.lastLine;
        this.watch = builder.watch;
    }

    /**
     * Starts a request.
     *
     * @param directory the working directory; existing
     */
    public static Builder of(Command command, Path directory) {
        return new Builder(command, directory);
    }

    public Command command() {
        return command;
    }

    public Path directory() {
        return directory;
    }

    public Map<String, String> environment() {
        return environment;
    }

    byte[] input() {
        return input;
    }

    public Duration timeout() {
        return timeout;
    }

    @Nullable
    Duration firstOutputWithin() {
        return firstOutputWithin;
    }

    @Nullable
    Duration maxSilence() {
        return maxSilence;
    }

    int maxOutputBytes() {
        return maxOutputBytes;
    }

    Overflow overflow() {
        return overflow;
    }

    boolean errorsJoinOutput() {
        return errorsJoinOutput;
    }

    @Nullable
    Predicate<String> lastLine() {
        return lastLine;
    }

    ProcessWatch watch() {
        return watch;
    }

    /** Returns a builder that asks for another command in the same way. */
    public Builder instead(Command other) {
        Builder builder = new Builder(other, directory);
        builder.environment = environment;
        builder.input = input;
        builder.timeout = timeout;
        builder.firstOutputWithin = firstOutputWithin;
        builder.maxSilence = maxSilence;
        builder.maxOutputBytes = maxOutputBytes;
        builder.overflow = overflow;
        builder.errorsJoinOutput = errorsJoinOutput;
        builder.lastLine = lastLine;
        builder.watch = watch;
        return builder;
    }

    /**
     * Defaults: empty environment, empty input, ten minutes, no bound on silence, 1 MiB per stream of which both ends
     * are kept, standard error apart, nobody who watches. For one thread at a time.
     */
    public static final class Builder {
        private final Command command;
        private final Path directory;
        private Map<String, String> environment = Map.of();
        private byte[] input = {};
        private Duration timeout = Duration.ofMinutes(10);
        private @Nullable Duration firstOutputWithin;
        private @Nullable Duration maxSilence;
        private int maxOutputBytes = 1 << 20;
        private Overflow overflow = Overflow.KEEP_ENDS;
        private boolean errorsJoinOutput;
        private @Nullable Predicate<String> lastLine;
        private ProcessWatch watch = ProcessWatch.none();

        private Builder(Command command, Path directory) {
            this.command = requireNonNull(command, "command");
            this.directory = requireNonNull(directory, "directory");
        }

        /** The whole environment of the child; nothing is inherited. */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /** What the child reads from its standard input, which is closed behind it. */
        public Builder input(byte[] input) {
            this.input = input.clone();
            return this;
        }

        /** How long the child may run; positive. */
        public Builder timeout(Duration timeout) {
            this.timeout = positive(timeout);
            return this;
        }

        /**
         * How long the first byte of standard output may take; positive. Until it comes, this stands in for {@link
         * #maxSilence}.
         */
        public Builder firstOutputWithin(Duration firstOutputWithin) {
            this.firstOutputWithin = positive(firstOutputWithin);
            return this;
        }

        /** How long standard output may stay silent; positive. */
        public Builder maxSilence(Duration maxSilence) {
            this.maxSilence = positive(maxSilence);
            return this;
        }

        /** How many bytes of each stream are kept, and what happens beyond; at least 1,024. */
        public Builder maxOutput(int bytes, Overflow overflow) {
            if (bytes < 1024) {
                throw new IllegalArgumentException("maxOutput: at least 1024 bytes, not " + bytes);
            }
            this.maxOutputBytes = bytes;
            this.overflow = requireNonNull(overflow, "overflow");
            return this;
        }

        /** Standard error is written into standard output, in the order of printing. */
        public Builder errorsJoinOutput() {
            this.errorsJoinOutput = true;
            return this;
        }

        /**
         * A line of standard output that ends the conversation: the child gets two seconds to exit and is then ended.
         * The predicate runs on a reader's thread and must not block.
         */
        public Builder lastLine(Predicate<String> lastLine) {
            this.lastLine = requireNonNull(lastLine, "lastLine");
            return this;
        }

        /** Who looks at the child while it runs, and may have it ended. */
        public Builder watch(ProcessWatch watch) {
            this.watch = requireNonNull(watch, "watch");
            return this;
        }

        public ProcessRequest build() {
            return new ProcessRequest(this);
        }

        private static Duration positive(Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("a positive duration is needed, not " + duration);
            }
            return duration;
        }
    }
}
