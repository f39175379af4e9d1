package dev.pimainteno.task;

import java.util.List;
import java.util.Optional;

/** Makes a commit's subject from the paths that it touches. */
final class PathSubject {

    private PathSubject() {}

    /** Returns a subject such as {@code Update src/a.py} or {@code Update 3 files under src}. */
    static String of(List<String> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("a commit touches at least one path");
        }
        if (paths.size() == 1) {
            String path = paths.get(0);
            return fitting("Update " + path)
                    .or(() -> fitting("Update " + path.substring(path.lastIndexOf('/') + 1)))
                    .orElse("Update 1 file");
        }
        String count = "Update " + paths.size() + " files";
        String directory = commonDirectory(paths);
        return directory.isEmpty()
                ? count
                : fitting(count + " under " + directory).orElse(count);
    }

    private static Optional<String> fitting(String subject) {
        return MessageRules.isOneCleanLine(subject) ? Optional.of(subject) : Optional.empty();
    }

    private static String commonDirectory(List<String> paths) {
        String common = directory(paths.get(0));
        for (String path : paths) {
            while (!common.isEmpty() && !path.startsWith(common + "/")) {
                common = directory(common);
            }
        }
        return common;
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
