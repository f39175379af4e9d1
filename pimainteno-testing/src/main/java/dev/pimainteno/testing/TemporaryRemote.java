package dev.pimainteno.testing;

import dev.pimainteno.change.CommitId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A bare repository that a {@link TemporaryRepository} pushes to. It lives as long as the directory it was made in. For
 * one thread at a time.
 */
public final class TemporaryRemote {
    private final Path path;
    private final GitStore store;

    private TemporaryRemote(Path path, GitStore store) {
        this.path = path;
        this.store = store;
    }

    static TemporaryRemote create(Path path) {
        return new TemporaryRemote(path, GitStore.init(path, true));
    }

    /** Returns the Git directory; absolute. */
    public Path path() {
        return path;
    }

    /** Returns what to configure as a remote's URL. */
    public String uri() {
        return path.toString();
    }

    /**
     * Returns the newest commit of a branch.
     *
     * @throws NoSuchElementException if there is no such branch
     */
    public CommitId head(String branch) {
        return store.commit("refs/heads/" + branch)
                .orElseThrow(() -> new NoSuchElementException("no branch '" + branch + "' in " + path));
    }

    /** Whether there is such a branch. */
    public boolean hasBranch(String branch) {
        return store.commit("refs/heads/" + branch).isPresent();
    }

    /** Returns the text of a file on a branch; absent if there is no such file, or no such branch. */
    public Optional<String> read(String branch, String file) {
        return store.content("refs/heads/" + branch, file);
    }

    /** Returns the whole messages of a branch's commits, newest first; none if there is no such branch. */
    public List<String> messages(String branch) {
        return store.messages("refs/heads/" + branch);
    }

    /** Returns a second checkout, such as a colleague's, on the branch {@code main}. */
    public TemporaryRepository checkOut(Path directory) {
        return TemporaryRepository.cloneOf(this, directory);
    }

    /** Returns what lies in the Git directory, path by path, to find out whether anything has changed. */
    public Map<String, String> state() {
        return DirectoryState.of(path);
    }
}
