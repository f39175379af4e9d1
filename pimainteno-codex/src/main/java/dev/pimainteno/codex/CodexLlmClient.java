package dev.pimainteno.codex;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model through the {@code codex} command line, which brings its own sign-in. Codex is an agent; here it
 * is made a function from text to text: it runs in an empty directory with a home of its own, without tools, without the
 * user's or a project's configuration, in a read-only sandbox, and is ended with all it started when the time is up.
 *
 * <pre>{@code
 * LlmClient llm = CodexLlmClient.create(Path.of("/var/lib/example/codex"));
 * LlmRequest request = LlmRequest.of("joke", "joke.v1", project, run, "Tell me a joke about Git.");
 * System.out.println(llm.complete(request).text());
 * }</pre>
 *
 * <p>A call costs one process of about 130 MiB. Safe for many threads; of more calls than may run at once, the later ones
 * wait for their turn, in order and within their own time.
 */
public final class CodexLlmClient implements LlmClient {
    private final CodexSettings settings;
    private final LlmIdentity identity;
    private final Semaphore slots;
    private final InstantSource time;
    private final Backoff backoff;
    private final Sleeper sleeper;
    private final CodexCall call;
    private final AtomicBoolean swept = new AtomicBoolean();

    private CodexLlmClient(Builder builder) {
        this.settings = builder.settings();
        String model = settings.model() == null ? "default" : settings.model();
        this.identity = new LlmIdentity("codex", model, builder.parameters());
        this.slots = new Semaphore(builder.parallel, true);
        this.time = builder.time;
        this.backoff = new Backoff(builder.time, builder.random);
        this.sleeper = builder.sleeper;
        this.call = new CodexCall(settings, ProcessRunner.create(), new StatedWait(builder.time, builder.zone));
    }

    /**
     * Creates a client with the standard settings: the {@code codex} on the search path, the user's own sign-in, the
     * model that codex chooses.
     *
     * @param stateDirectory where calls keep their files while they run; created for this user only if it does not exist.
     *     Not under {@code /tmp}, where codex works with fewer features
     */
    public static CodexLlmClient create(Path stateDirectory) {
        return builder(stateDirectory).build();
    }

    /**
     * Starts a client with other settings.
     *
     * @param stateDirectory as for {@link #create}
     */
    public static Builder builder(Path stateDirectory) {
        return new Builder(stateDirectory);
    }

    @Override
    public LlmIdentity identity() {
        return identity;
    }

    /**
     * {@inheritDoc} A refusal for too many requests is answered by up to three further calls if the service will take them
     * within a minute, complete silence by one; all of it within the request's time.
     */
    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        long deadline = System.nanoTime() + request.timeout().toNanos();
        call.check(request);
        if (!slots.tryAcquire(request.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
            String message = "Did not ask codex for '" + request.purpose() + "': all of its slots stayed taken for "
                    + request.timeout();
            throw new LlmException(Reason.TIMED_OUT, message, null);
        }
        try {
            if (swept.compareAndSet(false, true)) {
                CallDirectory.sweep(settings.stateDirectory(), time.instant());
            }
            return answer(request, deadline);
        } finally {
            slots.release();
        }
    }

    private LlmResponse answer(LlmRequest request, long deadline) throws InterruptedException {
        for (int retries = 0; ; retries++) {
            CodexCall.Outcome outcome = call.make(request, left(deadline));
            if (outcome.verdict() instanceof Verdict.Answer answer) {
                return LlmResponse.fresh(answer.text(), answer.usage());
            }
            Verdict.Failure failure = (Verdict.Failure) outcome.verdict();
            @Nullable Duration pause = backoff.pause(failure, retries).orElse(null);
            if (pause == null || pause.compareTo(left(deadline)) >= 0) {
                throw call.exception(request, outcome.installation(), failure);
            }
            sleeper.sleep(pause);
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - System.nanoTime()));
    }

    /**
     * Defaults: command {@code codex}, the model that codex chooses, no key, the sign-in in {@code $CODEX_HOME/auth.json}
     * or {@code ~/.codex/auth.json}, no further arguments, two processes at once, a minute for the first sign of life and
     * five for each further one. For one thread at a time.
     */
    public static final class Builder {
        private final Path stateDirectory;
        private String command = "codex";
        private @Nullable String model;
        private @Nullable String apiKeyEnv;
        private @Nullable Path authFile;
        private List<String> extraArgs = List.of();
        private int parallel = 2;
        private Duration startPatience = Duration.ofMinutes(1);
        private Duration maxSilence = Duration.ofMinutes(5);
        private Map<String, String> environment = System.getenv();
        private InstantSource time = InstantSource.system();
        private ZoneId zone = ZoneId.systemDefault();
        private RandomGenerator random = sharedRandom();
        private Sleeper sleeper = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

        private Builder(Path stateDirectory) {
            this.stateDirectory = requireNonNull(stateDirectory, "stateDirectory");
        }

        /** The program: a path, or a name that is looked for along {@code PATH}; not blank. */
        public Builder command(String command) {
            if (command.isBlank()) {
                throw new IllegalArgumentException("command: a path or a name is needed");
            }
            this.command = command;
            return this;
        }

        /** The model, such as {@code gpt-5.5}: 1 to 128 of letters, digits and {@code . _ : / -}, no {@code -} first. */
        public Builder model(String model) {
            if (!model.matches("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}")) {
                throw new IllegalArgumentException("model: not a model's name: '" + model + "'");
            }
            this.model = model;
            return this;
        }

        /**
         * The environment variable that holds a key. It reaches codex under its own name and, unless {@link #extraArgs}
         * choose another provider, as {@code CODEX_API_KEY}.
         */
        public Builder apiKeyEnv(String apiKeyEnv) {
            if (!apiKeyEnv.matches("[A-Za-z][A-Za-z0-9_]*_(KEY|TOKEN|SECRET)")) {
                throw new IllegalArgumentException(
                        "apiKeyEnv: the name of a variable that ends in _KEY, _TOKEN or _SECRET, not '" + apiKeyEnv
                                + "'");
            }
            this.apiKeyEnv = apiKeyEnv;
            return this;
        }

        /** The file that {@code codex login} wrote; codex refreshes it in place. It need not exist. */
        public Builder authFile(Path authFile) {
            this.authFile = requireNonNull(authFile, "authFile");
            return this;
        }

        /**
         * Further arguments: {@code -c key=value} with settings that choose the provider ({@code model_provider}, {@code
         * model_providers}) or tune the model ({@code model_reasoning_effort} and the like).
         *
         * @throws IllegalArgumentException if an argument is another; the message names it
         */
        public Builder extraArgs(List<String> extraArgs) {
            ExtraArguments.of(extraArgs);
            this.extraArgs = List.copyOf(extraArgs);
            return this;
        }

        /** How many processes may run at once; 1 to 16. */
        public Builder parallel(int parallel) {
            if (parallel < 1 || parallel > 16) {
                throw new IllegalArgumentException("parallel: 1 to 16, not " + parallel);
            }
            this.parallel = parallel;
            return this;
        }

        /** How long codex may take until its first event, before it is ended and tried once more; positive. */
        public Builder startPatience(Duration startPatience) {
            this.startPatience = positive(startPatience, "startPatience");
            return this;
        }

        /** How long codex may be silent between two events; positive. A long answer is one event. */
        public Builder maxSilence(Duration maxSilence) {
            this.maxSilence = positive(maxSilence, "maxSilence");
            return this;
        }

        /** What stands in for this process's environment. */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /**
         * What tells the time.
         *
         * @param zone the zone that codex writes times of day in
         */
        public Builder time(InstantSource time, ZoneId zone) {
            this.time = requireNonNull(time, "time");
            this.zone = requireNonNull(zone, "zone");
            return this;
        }

        /** What spreads the pauses between calls; safe for many threads. */
        public Builder random(RandomGenerator random) {
            this.random = requireNonNull(random, "random");
            return this;
        }

        Builder sleeper(Sleeper sleeper) {
            this.sleeper = requireNonNull(sleeper, "sleeper");
            return this;
        }

        public CodexLlmClient build() {
            return new CodexLlmClient(this);
        }

        /** Returns an inspector of what a client with these settings would work with. */
        public CodexInspector inspector() {
            return new CodexInspector(settings());
        }

        private CodexSettings settings() {
            return new CodexSettings(
                    stateDirectory,
                    command,
                    model,
                    apiKeyEnv,
                    authFile == null ? usersAuthFile() : authFile,
                    ExtraArguments.of(extraArgs),
                    startPatience,
                    maxSilence,
                    environment);
        }

        /** The instructions shape the answers too, so their version is part of who answers. */
        private String parameters() {
            return ("instructions.v1 " + ExtraArguments.of(extraArgs)).strip();
        }

        private Path usersAuthFile() {
            String home = environment.get("CODEX_HOME");
            Path directory = home == null || home.isBlank()
                    ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".codex")
                    : Path.of(home);
            return directory.resolve("auth.json");
        }

        /** A random generator of its own for each thread, behind the one interface. */
        private static RandomGenerator sharedRandom() {
            return () -> ThreadLocalRandom.current().nextLong();
        }

        private static Duration positive(Duration duration, String name) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(name + ": a positive duration is needed, not " + duration);
            }
            return duration;
        }
    }
}
