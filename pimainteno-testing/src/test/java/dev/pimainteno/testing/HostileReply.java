package dev.pimainteno.testing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a hostile model might answer, and what is to be said of it.
 *
 * @param name what it tries
 * @param reply as the model gives it
 * @param reason part of the reason that must be named
 */
record HostileReply(String name, String reply, String reason) {

    /** A reply that makes a file. */
    static HostileReply creating(String name, String path, String content, String reason) {
        return new HostileReply(name, created(path, "100644", content), reason);
    }

    /** A reply that makes something of another mode than a file's. */
    static HostileReply creating(String name, String path, String mode, String content, String reason) {
        return new HostileReply(name, created(path, mode, content), reason);
    }

    /** A reply that replaces a text in a file. */
    static HostileReply replacing(String path, String from, String to, String reason) {
        return new HostileReply(path + ": " + from + " -> " + to, replaced(path, from, to), reason);
    }

    /** A reply that removes a file. */
    static HostileReply deleting(String path, String reason) {
        String old = Objects.requireNonNull(HostileFiles.ALL.get(path), path);
        return new HostileReply(
                "delete " + path,
                "diff --git a/" + path + " b/" + path + "\ndeleted file mode 100644\n--- a/" + path
                        + "\n+++ /dev/null\n@@ -1," + lines(old).size() + " +0,0 @@\n" + prefixed('-', old),
                reason);
    }

    @Override
    public String toString() {
        return name.replace("\n", "\\n");
    }

    private static String created(String path, String mode, String content) {
        return "diff --git a/" + path + " b/" + path + "\nnew file mode " + mode + "\n--- /dev/null\n+++ b/" + path
                + "\n@@ -0,0 +1," + lines(content).size() + " @@\n" + prefixed('+', content);
    }

    static String replaced(String path, String from, String to) {
        String old = HostileFiles.ALL.getOrDefault(path, "");
        int at = old.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException(path + " does not hold " + from);
        }
        String now = old.substring(0, at) + to + old.substring(at + from.length());
        return "--- a/" + path + "\n+++ b/" + path + "\n@@ -1," + lines(old).size() + " +1,"
                + lines(now).size() + " @@\n" + prefixed('-', old) + prefixed('+', now);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static String prefixed(char prefix, String text) {
        return lines(text).stream().map(line -> prefix + line + "\n").collect(Collectors.joining());
    }

    /** Returns several replies in one. */
    static String together(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> created(file.getKey(), "100644", file.getValue()))
                .collect(Collectors.joining());
    }
}
