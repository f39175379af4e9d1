package dev.pimainteno.project;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.process.Command;
import dev.pimainteno.service.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Git repository under maintenance, with its branch, verify commands, delivery mode, unit and limits. Immutable. */
public final class Project {
    /** The summary's path in every project. */
    public static final String SUMMARY_FILE = "codex.md";

    private final ProjectId id;
    private final Path path;
    private final @Nullable String branch;
    private final @Nullable String remote;
    private final List<String> tasks;
    private final List<Command> verify;
    private final @Nullable VerifyPreset verifyPreset;
    private final boolean verifyNetwork;
    private final Duration verifyTimeout;
    private final List<Command> deploy;
    private final DeliveryMode delivery;
    private final SummaryCommit summaryCommit;
    private final @Nullable ServiceName service;
    private final List<String> protectedPaths;
    private final List<String> heldPaths;
    private final boolean modelReview;
    private final int followUp;
    private final Limits limits;
    private final int openProposals;
    private final @Nullable DeliveryMode approvedDelivery;

    private Project(Builder builder) {
        this.id = builder.id;
        this.path = builder.path;
        this.branch = builder.branch;
        this.remote = builder.remote;
        this.tasks = builder.tasks;
        this.verify = builder.verify;
        this.verifyPreset = builder.verifyPreset;
        this.verifyNetwork = builder.verifyNetwork;
        this.verifyTimeout = builder.verifyTimeout;
        this.deploy = builder.deploy;
        this.delivery = builder.delivery;
        this.summaryCommit = builder.summaryCommit;
        this.service = builder.service;
        this.protectedPaths = builder.protectedPaths;
        this.heldPaths = builder.heldPaths;
        this.modelReview = builder.modelReview;
        this.followUp = builder.followUp;
        this.limits = builder.limits;
        this.openProposals = builder.openProposals;
        this.approvedDelivery = builder.approvedDelivery;
    }

    /**
     * Starts a project.
     *
     * @param path the root of the user's checkout; made absolute
     */
    public static Builder builder(ProjectId id, Path path) {
        return new Builder(id, path);
    }

    /** Returns a builder that holds the settings of this project. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, path);
        builder.branch = branch;
        builder.remote = remote;
        builder.tasks = tasks;
        builder.verify = verify;
        builder.verifyPreset = verifyPreset;
        builder.verifyNetwork = verifyNetwork;
        builder.verifyTimeout = verifyTimeout;
        builder.deploy = deploy;
        builder.delivery = delivery;
        builder.summaryCommit = summaryCommit;
        builder.service = service;
        builder.protectedPaths = protectedPaths;
        builder.heldPaths = heldPaths;
        builder.modelReview = modelReview;
        builder.followUp = followUp;
        builder.limits = limits;
        builder.openProposals = openProposals;
        builder.approvedDelivery = approvedDelivery;
        return builder;
    }

    public ProjectId id() {
        return id;
    }

    /** Returns the root of the user's checkout; absolute. */
    public Path path() {
        return path;
    }

    /** Returns the branch under maintenance; absent: the one that the checkout is on. */
    public Optional<String> branch() {
        return Optional.ofNullable(branch);
    }

    /** Returns the name of the remote; absent: the branch's own, else {@code origin}, and only where it is needed. */
    public Optional<String> remote() {
        return Optional.ofNullable(remote);
    }

    /** Returns the names of the tasks to run, in order. */
    public List<String> tasks() {
        return tasks;
    }

    /** Returns the commands that prove a change, run in order at the work tree's root; empty if there are none. */
    public List<Command> verify() {
        return verify;
    }

    /** Returns where the commands that prove a change are found instead, each time anew; absent: nowhere. */
    public Optional<VerifyPreset> verifyPreset() {
        return Optional.ofNullable(verifyPreset);
    }

    /** Whether changes are to be proven. */
    public boolean isVerified() {
        return !verify.isEmpty() || verifyPreset != null;
    }

    /** Whether verify commands may use the network although others may not. */
    public boolean verifyNetwork() {
        return verifyNetwork;
    }

    /** Returns how long one verify command may run. */
    public Duration verifyTimeout() {
        return verifyTimeout;
    }

    /** Returns the commands to run after a delivery and before the restart; empty if there are none. */
    public List<Command> deploy() {
        return deploy;
    }

    public DeliveryMode delivery() {
        return delivery;
    }

    public SummaryCommit summaryCommit() {
        return summaryCommit;
    }

    /** Returns the unit that runs from this project; absent: nothing is restarted. */
    public Optional<ServiceName> service() {
        return Optional.ofNullable(service);
    }

    /** Returns glob patterns of paths that a change must not touch. */
    public List<String> protectedPaths() {
        return protectedPaths;
    }

    /** Returns glob patterns of paths that a change may touch, but not leave with before a person has looked at it. */
    public List<String> heldPaths() {
        return heldPaths;
    }

    /** Whether a second question to the model judges each change. */
    public boolean modelReview() {
        return modelReview;
    }

    /** Returns how many further improvements may follow on the program's own commits until a person commits. */
    public int followUp() {
        return followUp;
    }

    public Limits limits() {
        return limits;
    }

    /** Returns how many changes may wait for a person before no more are looked for. */
    public int openProposals() {
        return openProposals;
    }

    /**
     * Returns how far an approved change goes of a project whose changes are held: commit or push; absent: pushed where
     * there is a remote, else committed.
     */
    public Optional<DeliveryMode> approvedDelivery() {
        return Optional.ofNullable(approvedDelivery);
    }

    @Override
    public String toString() {
        return id + " (" + path + ")";
    }

    /**
     * Defaults: the checkout's branch; no named remote; tasks {@code summary} and {@code improve}; no verify and no
     * deploy commands, ten minutes and no network for each verify command; observe; the summary with the next change; no service;
     * no protected and no held paths of its own; no review by the model; three follow-ups; {@link Limits#standard()}; one
     * open proposal, and approved changes pushed where there is a remote. For one thread at a time.
     */
    public static final class Builder {
        private final ProjectId id;
        private final Path path;
        private @Nullable String branch;
        private @Nullable String remote;
        private List<String> tasks = List.of("summary", "improve");
        private List<Command> verify = List.of();
        private @Nullable VerifyPreset verifyPreset;
        private boolean verifyNetwork;
        private Duration verifyTimeout = Duration.ofMinutes(10);
        private List<Command> deploy = List.of();
        private DeliveryMode delivery = DeliveryMode.OBSERVE;
        private SummaryCommit summaryCommit = SummaryCommit.WITH_CHANGE;
        private @Nullable ServiceName service;
        private List<String> protectedPaths = List.of();
        private List<String> heldPaths = List.of();
        private boolean modelReview;
        private int followUp = 3;
        private Limits limits = Limits.standard();
        private int openProposals = 1;
        private @Nullable DeliveryMode approvedDelivery;

        private Builder(ProjectId id, Path path) {
            this.id = requireNonNull(id, "id");
            this.path = path.toAbsolutePath().normalize();
        }

        public Builder branch(String branch) {
            this.branch = requireNonNull(branch, "branch");
            return this;
        }

        public Builder remote(String remote) {
            this.remote = requireNonNull(remote, "remote");
            return this;
        }

        /** Names of tasks, in the order in which they run; none twice. */
        public Builder tasks(List<String> tasks) {
            if (new LinkedHashSet<>(tasks).size() != tasks.size()) {
                throw new IllegalArgumentException("a task is named twice: " + tasks);
            }
            this.tasks = List.copyOf(tasks);
            return this;
        }

        public Builder verify(List<Command> verify) {
            this.verify = List.copyOf(verify);
            this.verifyPreset = null;
            return this;
        }

        /** In place of commands. */
        public Builder verify(VerifyPreset preset) {
            this.verifyPreset = requireNonNull(preset, "preset");
            this.verify = List.of();
            return this;
        }

        /** Lets verify commands use the network. */
        public Builder verifyNetwork(boolean verifyNetwork) {
            this.verifyNetwork = verifyNetwork;
            return this;
        }

        public Builder verify(Command... verify) {
            return verify(List.of(verify));
        }

        public Builder verifyTimeout(Duration verifyTimeout) {
            if (verifyTimeout.isNegative() || verifyTimeout.isZero()) {
                throw new IllegalArgumentException("verifyTimeout must be positive, not " + verifyTimeout);
            }
            this.verifyTimeout = verifyTimeout;
            return this;
        }

        public Builder deploy(List<Command> deploy) {
            this.deploy = List.copyOf(deploy);
            return this;
        }

        public Builder delivery(DeliveryMode delivery) {
            this.delivery = requireNonNull(delivery, "delivery");
            return this;
        }

        public Builder summaryCommit(SummaryCommit summaryCommit) {
            this.summaryCommit = requireNonNull(summaryCommit, "summaryCommit");
            return this;
        }

        public Builder service(ServiceName service) {
            this.service = requireNonNull(service, "service");
            return this;
        }

        /** Globs in {@link java.nio.file.FileSystem#getPathMatcher}'s syntax, matched against the path in the tree. */
        public Builder protectedPaths(List<String> protectedPaths) {
            this.protectedPaths = List.copyOf(protectedPaths);
            return this;
        }

        /** Globs like those of {@link #protectedPaths}. */
        public Builder heldPaths(List<String> heldPaths) {
            this.heldPaths = List.copyOf(heldPaths);
            return this;
        }

        public Builder modelReview(boolean modelReview) {
            this.modelReview = modelReview;
            return this;
        }

        /** 0 or more. */
        public Builder followUp(int followUp) {
            if (followUp < 0) {
                throw new IllegalArgumentException("followUp must not be negative: " + followUp);
            }
            this.followUp = followUp;
            return this;
        }

        public Builder limits(Limits limits) {
            this.limits = requireNonNull(limits, "limits");
            return this;
        }

        /** Positive. */
        public Builder openProposals(int openProposals) {
            if (openProposals < 1) {
                throw new IllegalArgumentException("openProposals must be positive, not " + openProposals);
            }
            this.openProposals = openProposals;
            return this;
        }

        /** {@link DeliveryMode#COMMIT} or {@link DeliveryMode#PUSH}. */
        public Builder approvedDelivery(DeliveryMode approvedDelivery) {
            if (approvedDelivery.compareTo(DeliveryMode.HOLD) <= 0) {
                throw new IllegalArgumentException(
                        "an approved change is committed or pushed, not " + approvedDelivery);
            }
            this.approvedDelivery = approvedDelivery;
            return this;
        }

        public Project build() {
            return new Project(this);
        }
    }
}
