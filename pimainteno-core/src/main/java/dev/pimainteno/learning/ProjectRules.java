package dev.pimainteno.learning;

import dev.pimainteno.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The rules of one project at one time. Immutable.
 *
 * @param current those that prompts carry, the oldest first; at most {@value #MOST_IN_PROMPT}, the newest
 * @param digest of all that are kept, expired ones included, so that it changes when somebody changes a rule and not when
 *     time passes; empty if there are none
 */
public record ProjectRules(List<String> current, String digest) {
    /** How many rules a prompt carries. */
    public static final int MOST_IN_PROMPT = 20;

    public ProjectRules {
        current = List.copyOf(current);
    }

    public static ProjectRules none() {
        return new ProjectRules(List.of(), "");
    }

    /**
     * Chooses the rules of a project.
     *
     * @param all every rule that is kept, the oldest first
     */
    public static ProjectRules of(List<Learning> all, ProjectId project, Instant now) {
        List<Learning> kept =
                all.stream().filter(learning -> learning.isFor(project)).toList();
        if (kept.isEmpty()) {
            return none();
        }
        List<String> current = kept.stream()
                .filter(learning -> !learning.isExpired(now))
                .map(Learning::rule)
                .distinct()
                .toList();
        return new ProjectRules(
                current.subList(Math.max(0, current.size() - MOST_IN_PROMPT), current.size()), digest(kept));
    }

    private static String digest(List<Learning> kept) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Learning learning : kept) {
                String line = learning.id() + " " + learning.rule() + " " + learning.expires() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
