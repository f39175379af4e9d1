package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.gate.Candidate;
import dev.pimainteno.gate.Gate;
import dev.pimainteno.gate.PolicyGate;
import dev.pimainteno.gate.SecretScan;
import dev.pimainteno.gate.SecretsGate;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.gate.WeakenedTestsGate;
import dev.pimainteno.gate.Workspace;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * What the gates that run nothing say of commits that people have made. Takes how many of a repository's newest commits to
 * look at, and Git directories, each with {@code @} and the commit to begin with behind it, or HEAD; looks at those commits
 * without merges that are within the standard limits; prints what was found in which commit, and the sums.
 */
public final class HonestChanges {
    private static final RunId RUN = new RunId("20260301-120000-000001");
    private static final Workspace NOWHERE = new Workspace() {
        @Override
        public Path layOutBase() {
            throw new IllegalStateException("no gate here runs anything");
        }

        @Override
        public Path layOutChange() {
            throw new IllegalStateException("no gate here runs anything");
        }

        @Override
        public Path layOut(Edits edits) {
            throw new IllegalStateException("no gate here runs anything");
        }

        @Override
        public List<Path> borrowed() {
            return List.of();
        }
    };

    private final Gate policyGate = new PolicyGate();
    private final Map<String, Gate> otherGates = Map.of("secrets", new SecretsGate(), "tests", new WeakenedTestsGate());
    private final Map<String, Integer> sums = new TreeMap<>();
    private final PrintStream out;

    private HonestChanges(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        HonestChanges changes = new HonestChanges(System.out);
        int most = Integer.parseInt(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            int at = arguments[i].lastIndexOf('@');
            String directory = at < 0 ? arguments[i] : arguments[i].substring(0, at);
            String revision = at < 0 ? "HEAD" : arguments[i].substring(at + 1);
            changes.look(Path.of(directory).toAbsolutePath(), revision, most);
        }
        changes.sums.forEach((what, count) -> System.out.printf("%6d  %s%n", count, what));
    }

    private void look(Path directory, String revision, int most) throws Exception {
        Path own = Files.createTempDirectory("honest-changes");
        try (Repository git = new FileRepositoryBuilder()
                        .setGitDir(directory.toFile())
                        .setBare()
                        .build();
                PrivateRepository repository =
                        PrivateRepository.open(own.resolve("objects.git"), directory.resolve("objects"));
                RevWalk walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.NO_MERGES);
            ObjectId begin = git.resolve(revision);
            if (begin == null) {
                throw new IllegalArgumentException(directory + " has no commit " + revision);
            }
            walk.markStart(walk.parseCommit(begin));
            int looked = 0;
            for (RevCommit commit : walk) {
                if (looked++ == most) {
                    break;
                }
                if (commit.getParentCount() == 1) {
                    count("1 commits");
                    try {
                        judge(directory, git, repository, commit);
                    } catch (GitException | MissingObjectException e) {
                        count("2 commits of whose files some are absent");
                    }
                }
            }
        }
    }

    private void judge(Path directory, Repository git, PrivateRepository repository, RevCommit commit)
            throws Exception {
        String name = directory.getName(directory.getNameCount() - 2) + " "
                + commit.abbreviate(12).name() + " ";
        for (String secret : SecretScan.of(commit.getFullMessage())) {
            count("6 a secret in the message");
            out.println(name + "message: " + secret);
        }
        Optional<Edits> edits = CommitEdits.of(git, commit);
        if (edits.isEmpty()) {
            count("2 commits without files, or with links and submodules");
            return;
        }
        FileTree base = repository
                .snapshot("main", new CommitId(commit.getParent(0).name()), 1)
                .files();
        Project project = Project.builder(ProjectId.of("honest"), directory).build();
        FileTree changed = edits.get().applyTo(base);
        Candidate candidate = new Candidate(project, RUN, base, edits.get(), changed, NOWHERE);
        Verdict policy = policyGate.check(candidate);
        if (policy.evidence().stream().anyMatch(line -> line.contains("at most "))) {
            count("2 commits over the limits");
            return;
        }
        count("3 small commits");
        boolean byPath = !findings(policy).isEmpty();
        if (byPath) {
            count("4 small commits that the policy speaks of");
            findings(policy).stream()
                    .map(HonestChanges::rule)
                    .distinct()
                    .forEach(rule -> count("5 policy, " + word(policy) + ": " + rule));
        }
        for (Map.Entry<String, Gate> other : otherGates.entrySet()) {
            String gate = other.getKey();
            Verdict verdict = other.getValue().check(candidate);
            if (!findings(verdict).isEmpty()) {
                count("6 " + gate + ", " + word(verdict) + (byPath ? ", besides the policy" : ""));
                findings(verdict).forEach(finding -> out.println(name + gate + ", " + word(verdict) + ": " + finding));
            }
        }
    }

    private static List<String> findings(Verdict verdict) {
        return verdict instanceof Verdict.Pass pass ? pass.reservations() : verdict.evidence();
    }

    private static String word(Verdict verdict) {
        return verdict instanceof Verdict.Pass ? "held" : verdict instanceof Verdict.Fail ? "refused" : "unknown";
    }

    /** A finding of the policy without the path that it is about. */
    private static String rule(String finding) {
        return finding.substring(finding.indexOf(": ") + 2).replaceAll(" \\(.*|'.*", "");
    }

    private void count(String what) {
        sums.merge(what, 1, Integer::sum);
    }
}
