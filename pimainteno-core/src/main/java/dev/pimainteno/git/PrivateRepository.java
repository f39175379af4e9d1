package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.CommitSummary;
import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/**
 * A bare repository of this program's own, one for each project, in which changes come to be. It borrows the objects of the
 * user's repository and adds its own here, so that nothing is written there before a delivery. It has no hooks, and its
 * configuration names no program. For one run at a time.
 */
public final class PrivateRepository implements AutoCloseable {
    /** How far back commits of this program's own are looked for. */
    private static final int MOST_OWN = 500;

    private final HardenedRepository repository;

    private final RemoteAccess access;

    private PrivateRepository(HardenedRepository repository, RemoteAccess access) {
        this.repository = repository;
        this.access = access;
    }

    /**
     * Opens the repository, and makes it where there is none.
     *
     * @param directory the Git directory
     * @param borrowed the directory of the objects to borrow
     */
    public static PrivateRepository open(Path directory, Path borrowed) {
        return open(directory, borrowed, RemoteAccess.standard());
    }

    /**
     * Opens the repository, and makes it where there is none.
     *
     * @param directory the Git directory
     * @param borrowed the directory of the objects to borrow
     * @param access how remotes are reached from it
     */
    public static PrivateRepository open(Path directory, Path borrowed, RemoteAccess access) {
        try {
            new OwnDirectory(directory).borrowFrom(borrowed);
            return new PrivateRepository(HardenedRepository.ofOwn(directory), access);
        } catch (IOException e) {
            throw Failures.of("Cannot set up the private repository " + directory, e);
        }
    }

    /** Opens the repository that a change says it can be read from. */
    public static PrivateRepository existing(Path directory) {
        return existing(directory, RemoteAccess.standard());
    }

    /** Opens the repository that a change says it can be read from, to push the change from there. */
    public static PrivateRepository existing(Path directory, RemoteAccess access) {
        try {
            return new PrivateRepository(HardenedRepository.ofOwn(directory), access);
        } catch (IOException e) {
            throw Failures.of("Cannot open the private repository " + directory, e);
        }
    }

    /**
     * Deletes what a process that was killed has not written to its end. Whoever calls this holds the project, so that nobody
     * writes here; one that has lost the project, and wakes up, fails where it would go on.
     */
    public void deleteHalfWritten() {
        try {
            new HalfWritten(directory()).delete();
        } catch (IOException e) {
            throw Failures.of("Cannot clean up the private repository " + directory(), e);
        }
    }

    /** Returns the Git directory. */
    public Path directory() {
        return repository.getDirectory().toPath();
    }

    /**
     * Brings the remote's branch here.
     *
     * @return its head, which may be newer than the one that {@code remote} tells
     */
    public CommitId fetch(Remote remote, String branch) {
        return new RemoteExchange(repository, access).fetch(remote, branch);
    }

    /**
     * Moves the remote's branch from one commit to another, if it is still at the first. Forces nothing.
     *
     * @return whether the branch was moved; false if it was not at {@code expected} any more
     * @throws GitException if the remote does not answer or declines; with the reason {@link GitException.Reason#UNKNOWN} if the
     *     branch may have been moved or may still be
     */
    public boolean push(String uri, String branch, CommitId expected, CommitId commit) {
        return new RemoteExchange(repository, access).push(uri, branch, expected, commit);
    }

    /**
     * Whether the remote's branch is at a commit, or has gone on from there.
     *
     * @throws GitException if the remote does not answer
     */
    public boolean isAtRemote(String uri, String branch, CommitId commit) {
        return new RemoteExchange(repository, access).isAtRemote(uri, branch, commit);
    }

    /** Whether {@code ancestor} is {@code descendant} or comes before it. */
    public boolean isAncestor(CommitId ancestor, CommitId descendant) {
        return new Ancestry(repository).isAncestor(ancestor, descendant);
    }

    /** Returns how many commits {@code to} has that {@code from} has not. */
    public int distance(CommitId from, CommitId to) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(commit(walk, to));
            walk.markUninteresting(commit(walk, from));
            int distance = 0;
            while (walk.next() != null) {
                distance++;
            }
            return distance;
        } catch (IOException e) {
            throw Failures.of("Cannot compare commits in " + repository.getDirectory(), e);
        }
    }

    /**
     * Returns the project at a commit.
     *
     * @param history how many commits of history to include; 0 or more
     */
    public Snapshot snapshot(String branch, CommitId commit, int history) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit head = commit(walk, commit);
            ObjectId tree = head.getTree().getId();
            return new Snapshot(
                    branch,
                    commit,
                    new TreeId(tree.name()),
                    withoutSummary(tree).name(),
                    GitFileTree.read(repository, tree),
                    newest(walk, head, history));
        } catch (IOException e) {
            throw Failures.of("Cannot read " + commit.abbreviated() + " in " + repository.getDirectory(), e);
        }
    }

    /** Whether a commit is here. */
    public boolean has(CommitId commit) {
        return repository.getObjectDatabase().has(ObjectId.fromString(commit.hex()));
    }

    /** Returns the tree of a commit. */
    public TreeId tree(CommitId commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            return new TreeId(commit(walk, commit).getTree().name());
        } catch (IOException e) {
            throw Failures.of("Cannot read " + commit.abbreviated() + " in " + repository.getDirectory(), e);
        }
    }

    /** Returns the name that {@link Snapshot#codeId()} gives to a tree. */
    public String codeId(TreeId tree) {
        try {
            return withoutSummary(ObjectId.fromString(tree.hex())).name();
        } catch (IOException e) {
            throw Failures.of("Cannot read the tree " + tree + " in " + repository.getDirectory(), e);
        }
    }

    /**
     * Writes the tree that edits make of a base tree.
     *
     * @throws GitException if an edited file would go through a filter, such as Git LFS, which is not run here: what it would
     *     have made of the file is not known
     */
    public TreeId write(TreeId base, Edits edits) {
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache files = DirCache.newInCore();
            DirCacheBuilder builder = files.builder();
            builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, ObjectId.fromString(base.hex()));
            builder.finish();
            DirCacheEditor editor = files.editor();
            for (FileEdit file : edits.files()) {
                file.before().ifPresent(path -> editor.add(new DirCacheEditor.DeletePath(path)));
            }
            editor.finish();
            DirCacheEditor adder = files.editor();
            for (FileEdit file : edits.files()) {
                if (file.after().isPresent()) {
                    ObjectId content = inserter.insert(Constants.OBJ_BLOB, file.content());
                    adder.add(new SetEntry(file.after().get(), file.mode().bits(), content));
                }
            }
            adder.finish();
            ObjectId tree = files.writeTree(inserter);
            inserter.flush();
            requireUnfiltered(tree, edits);
            return new TreeId(tree.name());
        } catch (IOException e) {
            throw Failures.of("Cannot write a tree in " + repository.getDirectory(), e);
        }
    }

    /**
     * Returns what leads from one tree to another, file by file; a file that has moved is one that goes and one that comes.
     *
     * @return nothing if the trees are the same
     * @throws GitException if something other than a file differs
     */
    public Optional<Edits> edits(TreeId from, TreeId to) {
        return new TreeEdits(repository).between(from, to);
    }

    private void requireUnfiltered(ObjectId tree, Edits edits) throws IOException {
        List<String> written =
                edits.files().stream().flatMap(file -> file.after().stream()).toList();
        if (written.isEmpty()) {
            return;
        }
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
            walk.addTree(tree);
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(written));
            while (walk.next()) {
                String filter = walk.getAttributes().getValue(Constants.ATTR_FILTER);
                if (filter != null) {
                    throw new GitException(
                            GitException.Reason.UNSUPPORTED,
                            "'" + walk.getPathString() + "' is stored through the filter '" + filter
                                    + "' (.gitattributes), which is not run here, so it is not changed: add it to"
                                    + " projects.protected",
                            null);
                }
            }
        }
    }

    /** Makes a commit of a tree that is by whom it is made and not signed. Runs no hook, and no branch moves. */
    public CommitId commit(TreeId tree, CommitId parent, CommitIdentity identity, String message, Instant when) {
        return insert(unsigned(tree, parent, identity, identity, message, when));
    }

    /**
     * Makes a commit of a tree. Runs no hook, and no branch moves.
     *
     * @throws GitException if it cannot be signed or written; there is no commit then
     * @throws InterruptedException if the caller is interrupted while it is signed
     */
    public CommitId commit(
            TreeId tree,
            CommitId parent,
            CommitIdentity author,
            CommitIdentity committer,
            String message,
            Instant when,
            CommitSigner signer)
            throws InterruptedException {
        CommitBuilder commit = unsigned(tree, parent, author, committer, message, when);
        try {
            Optional<String> signature = signer.sign(commit.build());
            signature.ifPresent(
                    text -> commit.setGpgSignature(new GpgSignature(text.getBytes(StandardCharsets.US_ASCII))));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
        return insert(commit);
    }

    private static CommitBuilder unsigned(
            TreeId tree,
            CommitId parent,
            CommitIdentity author,
            CommitIdentity committer,
            String message,
            Instant when) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(ObjectId.fromString(tree.hex()));
        commit.setParentId(ObjectId.fromString(parent.hex()));
        commit.setAuthor(person(author, when));
        commit.setCommitter(person(committer, when));
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(message);
        return commit;
    }

    private static PersonIdent person(CommitIdentity identity, Instant when) {
        return new PersonIdent(identity.name(), identity.email(), when, ZoneId.systemDefault());
    }

    private CommitId insert(CommitBuilder commit) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new CommitId(id.name());
        } catch (IOException e) {
            throw Failures.of("Cannot write a commit in " + repository.getDirectory(), e);
        }
    }

    /**
     * Returns how many of a branch's newest commits are improvements of this program's own: they name a run of it, of
     * whichever machine, and change more than the summary. A commit of anybody else ends the count.
     *
     * @param most where to stop counting; positive
     */
    public int ownImprovements(CommitId head, int most) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = commit(walk, head);
            int improvements = 0;
            for (int seen = 0; seen < MOST_OWN && improvements < most && isOwn(commit); seen++) {
                RevCommit parent = walk.parseCommit(commit.getParent(0));
                boolean code = !withoutSummary(commit.getTree()).equals(withoutSummary(parent.getTree()));
                improvements += code ? 1 : 0;
                commit = parent;
            }
            return improvements;
        } catch (IOException e) {
            throw Failures.of("Cannot read the history of " + head.abbreviated(), e);
        }
    }

    /**
     * Returns the commits that newer ones take back, by what Git says in a message about that; the newer one by the older.
     *
     * @param head where to begin
     * @param most how many commits are looked at, the newest first; positive
     */
    public Map<CommitId, CommitId> reverted(CommitId head, int most) {
        return new RevertSearch(repository).reverted(head, most);
    }

    private static boolean isOwn(RevCommit commit) {
        return commit.getParentCount() == 1
                && commit.getFooterLines(RunId.TRAILER).stream().anyMatch(PrivateRepository::isRun);
    }

    private static boolean isRun(String value) {
        try {
            return new RunId(value.strip()).value().equals(value.strip());
        } catch (IllegalArgumentException e) {
            return false; // Somebody's own words under this key.
        }
    }

    /**
     * Returns what a commit of this program's own says of itself.
     *
     * @throws GitException if the commit is not here
     */
    public CommitRecord record(CommitId commit) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = commit(walk, commit);
            PersonIdent author = parsed.getAuthorIdent();
            PersonIdent committer = parsed.getCommitterIdent();
            byte[] signature = parsed.getRawGpgSignature();
            return new CommitRecord(
                    new CommitIdentity(author.getName(), author.getEmailAddress()),
                    new CommitIdentity(committer.getName(), committer.getEmailAddress()),
                    committer.getWhenAsInstant(),
                    signature == null
                            ? Optional.empty()
                            : Optional.of(new String(signature, StandardCharsets.US_ASCII).strip()),
                    parsed.getFullMessage());
        } catch (IOException e) {
            throw Failures.of("Cannot read " + commit.abbreviated() + " in " + repository.getDirectory(), e);
        }
    }

    /** Keeps the commit of a run from being cleaned away, until it is let go. */
    public void hold(RunId run, CommitId commit) {
        new HeldCommits(repository).hold(run, commit);
    }

    /** Lets go of the commits of all runs but some; writes nothing if there are no others. */
    public void holdOnly(Set<RunId> runs) {
        new HeldCommits(repository).holdOnly(runs);
    }

    /** Returns what leads from one tree to another as a unified diff in Git's form. */
    public String diff(TreeId from, TreeId to) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(text);
                ObjectReader reader = repository.newObjectReader()) {
            formatter.setRepository(repository);
            formatter.setDetectRenames(true);
            formatter.format(
                    new CanonicalTreeParser(null, reader, ObjectId.fromString(from.hex())),
                    new CanonicalTreeParser(null, reader, ObjectId.fromString(to.hex())));
        } catch (IOException e) {
            throw Failures.of("Cannot compare trees in " + repository.getDirectory(), e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        repository.close();
    }

    Repository repository() {
        return repository;
    }

    private ObjectId withoutSummary(ObjectId tree) throws IOException {
        TreeFormatter formatter = new TreeFormatter();
        try (ObjectReader reader = repository.newObjectReader()) {
            CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, tree);
            for (; !entries.eof(); entries.next()) {
                if (!entries.getEntryPathString().equals(Project.SUMMARY_FILE)) {
                    formatter.append(
                            entries.getEntryPathBuffer(),
                            0,
                            entries.getEntryPathLength(),
                            FileMode.fromBits(entries.getEntryRawMode()),
                            entries.getEntryObjectId());
                }
            }
        }
        try (ObjectInserter.Formatter hash = new ObjectInserter.Formatter()) {
            return formatter.computeId(hash);
        }
    }

    private static List<CommitSummary> newest(RevWalk walk, RevCommit head, int most) throws IOException {
        List<CommitSummary> newest = new ArrayList<>();
        walk.markStart(head);
        for (RevCommit next = walk.next(); next != null && newest.size() < most; next = walk.next()) {
            newest.add(FileHistory.summary(next));
        }
        return newest;
    }

    private static RevCommit commit(RevWalk walk, CommitId id) throws IOException {
        return walk.parseCommit(ObjectId.fromString(id.hex()));
    }

    /** Puts a file into an index, in place of what was there. */
    private static final class SetEntry extends DirCacheEditor.PathEdit {
        private final int mode;
        private final ObjectId content;

        SetEntry(String path, int mode, ObjectId content) {
            super(path);
            this.mode = mode;
            this.content = content;
        }

        @Override
        public void apply(DirCacheEntry entry) {
            entry.setFileMode(FileMode.fromBits(mode));
            entry.setObjectId(content);
        }
    }
}
