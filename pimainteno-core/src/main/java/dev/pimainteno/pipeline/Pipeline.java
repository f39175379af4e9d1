package dev.pimainteno.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.answers.CachedLlmClient;
import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.budget.BudgetedLlmClient;
import dev.pimainteno.budget.RefusedEdits;
import dev.pimainteno.cache.Cache;
import dev.pimainteno.delivery.Delivery;
import dev.pimainteno.gate.Gate;
import dev.pimainteno.gate.PolicyGate;
import dev.pimainteno.gate.SecretsGate;
import dev.pimainteno.gate.VerifyGate;
import dev.pimainteno.gate.WeakenedTestsGate;
import dev.pimainteno.git.RemoteAccess;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.learning.Lessons;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.process.CommandEnvironment;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.review.Rejections;
import dev.pimainteno.review.ReviewQueue;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.Sandbox;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.task.MaintenanceTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a project through the life of a run: look, propose, apply, gate, commit, deliver, serve. The order of the phases is
 * fixed, so that no composition is unsafe; what happens in them is composed.
 *
 * <pre>{@code
 * Pipeline pipeline = Pipeline.builder(stateDirectory)
 *         .llm(CodexLlmClient.create(stateDirectory))
 *         .task("summary", new SummaryTask())
 *         .task("improve", new ImproveTask())
 *         .build();
 * RunReport report = pipeline.run(RunRequest.manual(project), RunListener.none());
 * }</pre>
 *
 * <p>Safe for many threads: runs of different projects go on side by side, runs of one project after one another.
 */
public interface Pipeline {

    /**
     * Takes a project through one run, or finds that there is nothing new to look at. What goes wrong is in the report;
     * nothing but an interrupt is thrown for it.
     *
     * @return the report; if the caller was interrupted when the change had been delivered already, the report says so and the
     *     thread's interrupt status is set
     * @throws InterruptedException if the caller is interrupted before; the run has been unwound by then and left nothing
     */
    RunReport run(RunRequest request, RunListener listener) throws InterruptedException;

    /**
     * Returns the changes of a pipeline that wait for a person, to be looked at.
     *
     * @param stateDirectory that of the pipeline
     * @param journal that of the pipeline
     * @param heldFor how long the pipeline lets a change wait
     */
    static ReviewQueue reviews(Path stateDirectory, RunJournal journal, Duration heldFor) {
        return new ReviewQueue(journal, project -> Parts.repository(stateDirectory, project), heldFor);
    }

    /**
     * Starts a pipeline.
     *
     * @param stateDirectory where private repositories and work trees are kept between runs; made when needed
     */
    static Builder builder(Path stateDirectory) {
        return new Builder(stateDirectory);
    }

    /**
     * Defaults: no model, no tasks, no service control and no service log; answers, journal, artifacts, claims, watermarks and
     * rejections in memory; held changes for 30 days; a budget without caps; the gates
     * for policy, secrets and weakened tests, then the verify gate with this process's environment; the deliveries of {@link Delivery}; commits by whom the
     * repository names, signed where its or the user's Git configuration asks for it; the system's clock. For one thread at a time.
     */
    final class Builder {
        private final Path stateDirectory;
        private final Map<String, MaintenanceTask> tasks = new LinkedHashMap<>();
        private final Map<String, Gate> gates = new LinkedHashMap<>();
        private final Map<DeliveryMode, Delivery> deliveries = new EnumMap<>(DeliveryMode.class);
        private LlmClient llm = new NoLlmClient();
        private Cache cache = Cache.inMemory(1_000);
        private RunJournal journal = RunJournal.inMemory(1_000);
        private Artifacts artifacts = Artifacts.inMemory(100);
        private Watermarks watermarks = Watermarks.inMemory();
        private Rejections rejections = Rejections.inMemory();
        private Duration heldFor = Duration.ofDays(30);
        private InstantSource clock = InstantSource.system();
        private Budget budget = Budget.unlimited();
        private @Nullable BudgetLedger ledger;
        private RefusedEdits refusedEdits = RefusedEdits.inMemory(1_000);
        private @Nullable ProjectClaims claims;
        private @Nullable ServiceController services;
        private @Nullable ServiceLog serviceLog;
        private @Nullable CommitIdentity identity;
        private @Nullable CommitIdentity committer;
        private CommitSigning signing = CommitSigning.standard();
        private @Nullable Lessons lessons;
        private RemoteAccess remotes = RemoteAccess.standard();
        private Map<String, String> environment = System.getenv();
        private List<String> secrets = List.of();
        private Sandbox sandbox = Sandbox.none(Bounds.standard());
        private boolean verifyNetwork;

        private Builder(Path stateDirectory) {
            this.stateDirectory = stateDirectory.toAbsolutePath().normalize();
            deliveries.put(DeliveryMode.OBSERVE, Delivery.observe());
            deliveries.put(DeliveryMode.HOLD, Delivery.hold());
            deliveries.put(DeliveryMode.COMMIT, Delivery.commit());
            deliveries.put(DeliveryMode.PUSH, Delivery.push());
        }

        /** The model that tasks ask; its answers are cached by the pipeline. */
        public Builder llm(LlmClient llm) {
            this.llm = requireNonNull(llm, "llm");
            return this;
        }

        /** Where answers are kept; the caller closes it. */
        public Builder cache(Cache cache) {
            this.cache = requireNonNull(cache, "cache");
            return this;
        }

        /**
         * What the model may cost, and the account of it; remembered answers cost nothing.
         *
         * @param ledger shared by all who are to share the caps
         */
        public Builder budget(Budget budget, BudgetLedger ledger) {
            this.budget = requireNonNull(budget, "budget");
            this.ledger = requireNonNull(ledger, "ledger");
            return this;
        }

        /** Where it is remembered which edits were refused. */
        public Builder refusedEdits(RefusedEdits refusedEdits) {
            this.refusedEdits = requireNonNull(refusedEdits, "refusedEdits");
            return this;
        }

        public Builder services(ServiceController services) {
            this.services = requireNonNull(services, "services");
            return this;
        }

        /** Where the report of a service that did not come up gets the service's last words from. */
        public Builder serviceLog(ServiceLog serviceLog) {
            this.serviceLog = requireNonNull(serviceLog, "serviceLog");
            return this;
        }

        public Builder journal(RunJournal journal) {
            this.journal = requireNonNull(journal, "journal");
            return this;
        }

        /** Where prompts, replies, patches and messages are kept. */
        public Builder artifacts(Artifacts artifacts) {
            this.artifacts = requireNonNull(artifacts, "artifacts");
            return this;
        }

        /** Who holds which project; to be as lasting as the journal, whose fence goes by the tokens of claims. */
        public Builder claims(ProjectClaims claims) {
            this.claims = requireNonNull(claims, "claims");
            return this;
        }

        public Builder watermarks(Watermarks watermarks) {
            this.watermarks = requireNonNull(watermarks, "watermarks");
            return this;
        }

        /** What people have turned down; to be as lasting as the journal. */
        public Builder rejections(Rejections rejections) {
            this.rejections = requireNonNull(rejections, "rejections");
            return this;
        }

        /** How long a change waits for a person before it is given up; positive. */
        public Builder heldFor(Duration heldFor) {
            if (heldFor.isNegative() || heldFor.isZero()) {
                throw new IllegalArgumentException("heldFor must be positive, not " + heldFor);
            }
            this.heldFor = heldFor;
            return this;
        }

        /**
         * A task under the name by which projects ask for it.
         *
         * @param name 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}
         */
        public Builder task(String name, MaintenanceTask task) {
            if (!name.matches("[a-z0-9-]{1,64}")) {
                throw new IllegalArgumentException("a task's name is 1 to 64 of a-z, 0-9 and '-', not '" + name + "'");
            }
            tasks.put(name, requireNonNull(task, "task"));
            return this;
        }

        /** A further gate, asked after those that are always asked and after those added before. */
        public Builder gate(String name, Gate gate) {
            gates.put(name, requireNonNull(gate, "gate"));
            return this;
        }

        /** How remotes are reached; {@link RemoteAccess#standard()} by default. Comes before {@link #delivery}. */
        public Builder remotes(RemoteAccess access) {
            remotes = requireNonNull(access, "access");
            deliveries.put(DeliveryMode.PUSH, Delivery.push(access));
            return this;
        }

        /** What a delivery mode means, in place of the usual. */
        public Builder delivery(DeliveryMode mode, Delivery delivery) {
            deliveries.put(mode, requireNonNull(delivery, "delivery"));
            return this;
        }

        /** Who commits are by, in place of whom the repository names. */
        public Builder identity(CommitIdentity identity) {
            this.identity = requireNonNull(identity, "identity");
            return this;
        }

        /** Who makes the commits, if that is another than whom they are by. */
        public Builder committer(CommitIdentity committer) {
            this.committer = requireNonNull(committer, "committer");
            return this;
        }

        /** What is learnt from outcomes and told in later prompts; nothing by default. */
        public Builder lessons(Lessons lessons) {
            this.lessons = requireNonNull(lessons, "lessons");
            return this;
        }

        /** Which commits are signed, and with what. */
        public Builder signing(CommitSigning signing) {
            this.signing = requireNonNull(signing, "signing");
            return this;
        }

        /**
         * The environment from which verify and deploy commands get the variables that they may see, in which the programs
         * that sign commits and their agents are found, and whose secrets are hidden in everything that is kept, logged or shown to a model.
         */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /** Further texts that are hidden in everything that is kept, logged or shown to a model; none by default. */
        public Builder secrets(Collection<String> secrets) {
            this.secrets = List.copyOf(secrets);
            return this;
        }

        /** What encloses verify commands; {@link Sandbox#none} by default. */
        public Builder sandbox(Sandbox sandbox) {
            this.sandbox = requireNonNull(sandbox, "sandbox");
            return this;
        }

        /** Lets the verify commands of all projects use the network; by default only those of projects that say so. */
        public Builder verifyNetwork(boolean verifyNetwork) {
            this.verifyNetwork = verifyNetwork;
            return this;
        }

        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        public Pipeline build() {
            Map<String, Gate> all = new LinkedHashMap<>();
            all.put("policy", new PolicyGate());
            all.put("secrets", new SecretsGate());
            all.put("tests", new WeakenedTestsGate());
            ProcessRunner runner = ProcessRunner.create();
            all.put("verify", new VerifyGate(sandbox, environment, verifyNetwork));
            all.putAll(gates);
            BudgetLedger account = ledger != null ? ledger : BudgetLedger.inMemory(clock);
            return new SequentialPipeline(new Parts(
                    stateDirectory,
                    CachedLlmClient.create(BudgetedLlmClient.create(llm, budget, account), cache),
                    new Repetition(refusedEdits, budget.repeats()),
                    Collections.unmodifiableMap(new LinkedHashMap<>(tasks)),
                    all,
                    Map.copyOf(deliveries),
                    journal,
                    artifacts,
                    claims != null ? claims : ProjectClaims.inMemory(clock),
                    watermarks,
                    rejections,
                    heldFor,
                    Optional.ofNullable(services),
                    Optional.ofNullable(serviceLog),
                    runner,
                    CommandEnvironment.from(environment),
                    new CommitTerms(
                            Optional.ofNullable(identity), Optional.ofNullable(committer), signing, environment),
                    Redaction.ofEnvironment(environment).with(secrets),
                    remotes,
                    lessons != null ? lessons : Parts.noLessons(),
                    clock));
        }
    }
}
