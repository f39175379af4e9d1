package dev.pimainteno.samples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.patch.FormatError;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.patch.PatchApplier;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** JGit's {@code PatchApplier}, from tree to tree in a repository in memory. Nothing is flushed, so that it stays small. */
final class JGitPatcher implements Patcher {
    private final InMemoryRepository repository;
    private final RevTree base;

    private JGitPatcher(InMemoryRepository repository, RevTree base) {
        this.repository = repository;
        this.base = base;
    }

    static JGitPatcher open(Map<String, byte[]> files) {
        InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("benchmark"));
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
                builder.add(entry);
            }
            builder.finish();
            var tree = index.writeTree(inserter);
            inserter.flush();
            return new JGitPatcher(repository, walk.parseTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Patched> patch(byte[] reply) {
        Patch patch = new Patch();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            patch.parse(reply, 0, reply.length);
            if (isBroken(patch) || patch.getFiles().isEmpty()) {
                return Optional.empty();
            }
            PatchApplier.Result result = new PatchApplier(repository, base, inserter).applyPatch(patch);
            return result.getErrors().isEmpty() ? Optional.of(changed(result, inserter)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // It refuses some patches so.
        }
    }

    /** Whether the parser gave up; what it only warns of (text behind a hunk, say) does not count. */
    private static boolean isBroken(Patch patch) {
        return patch.getErrors().stream().anyMatch(error -> error.getSeverity() == FormatError.Severity.ERROR);
    }

    private static Patched changed(PatchApplier.Result result, ObjectInserter inserter) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        Set<String> gone = new HashSet<>();
        try (ObjectReader reader = inserter.newReader()) {
            for (String path : result.getPaths()) {
                TreeWalk walk = TreeWalk.forPath(reader, path, result.getTreeId());
                if (walk == null) {
                    gone.add(path);
                } else {
                    contents.put(path, reader.open(walk.getObjectId(0)).getBytes());
                }
            }
        }
        return new Patched(contents, gone);
    }

    @Override
    public void close() {
        repository.close();
    }
}
