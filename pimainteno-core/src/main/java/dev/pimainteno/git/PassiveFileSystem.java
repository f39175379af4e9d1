package dev.pimainteno.git;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;
import org.jspecify.annotations.Nullable;

/**
 * The file system as JGit sees it for a repository that is not to be trusted: no hook is found in it, no process can be
 * started over it, and files that only configuration leads to are not there. JGit starts filters, hooks and merge tools
 * through this one class, and finds the files of a configuration and its includes through {@link #resolve}.
 */
class PassiveFileSystem extends FS_POSIX {
    private static final File NOWHERE = new File("/nonexistent/pimainteno");

    @Override
    public FS newInstance() {
        return new PassiveFileSystem();
    }

    /**
     * Leads nowhere from the repository's configuration file, which {@link RepositoryConfig} has read already, and from the
     * files that configuration names: includes, attributes and ignore rules elsewhere.
     */
    @Override
    public File resolve(@Nullable File directory, String name) {
        boolean fromConfiguration = directory == null || directory.equals(NOWHERE.getParentFile());
        return fromConfiguration || name.equals(Constants.CONFIG) ? NOWHERE : super.resolve(directory, name);
    }

    @Override
    public @Nullable File findHook(Repository repository, String hookName) {
        return null;
    }

    @Override
    public ProcessResult runHookIfPresent(
            Repository repository,
            String hookName,
            String[] args,
            OutputStream outRedirect,
            OutputStream errRedirect,
            String stdinArgs) {
        return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
    }

    @Override
    public ProcessBuilder runInShell(String cmd, String[] args) {
        throw refused(cmd);
    }

    @Override
    public int runProcess(ProcessBuilder builder, OutputStream out, OutputStream err, InputStream in) {
        throw refused(builder.command().toString());
    }

    @Override
    public FS.ExecutionResult execute(ProcessBuilder builder, InputStream in) {
        throw refused(builder.command().toString());
    }

    /** Nothing gets this far: configuration that names a program is not let in. */
    private static IllegalStateException refused(String command) {
        return new IllegalStateException("a repository's configuration runs nothing: " + command);
    }
}
