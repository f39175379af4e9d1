package dev.pimainteno.samples.benchmarks;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What makes new contents of some files from the text of a reply, for comparison. For one thread. */
public interface Patcher extends AutoCloseable {

    /** Returns what the reply makes of the files, or nothing if it is refused. */
    Optional<Patched> patch(byte[] reply);

    /** Makes the files what they were before the last reply; nothing to do for one that works in memory. */
    default void reset() {}

    @Override
    default void close() {}

    /**
     * What became of the files.
     *
     * @param contents the files that have changed or come, by path; may hold others, unchanged
     * @param gone the paths of files that have gone
     */
    record Patched(Map<String, byte[]> contents, Set<String> gone) {}

    /** The engines compared, by their names in the results. */
    enum Kind {
        PIMAINTENO("Pimainteno"),
        JGIT("JGit"),
        JAVA_DIFF_UTILS("java-diff-utils"),
        GIT_APPLY("git apply");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /** Gives some files to an engine, in the form that it works on; what that takes does not count. */
        Patcher open(Map<String, byte[]> files) {
            return switch (this) {
                case PIMAINTENO -> new EnginePatcher(files);
                case JGIT -> JGitPatcher.open(files);
                case JAVA_DIFF_UTILS -> new DiffUtilsPatcher(files);
                case GIT_APPLY -> GitApplyPatcher.open(files);
            };
        }
    }
}
