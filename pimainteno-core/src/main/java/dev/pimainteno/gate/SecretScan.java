package dev.pimainteno.gate;

import dev.pimainteno.redaction.SecretFinding;
import dev.pimainteno.redaction.SecretSearch;
import java.util.ArrayList;
import java.util.List;

/** Looks for keys, tokens and passwords in a text that is no file of the project, such as a commit message, by the rules of {@link SecretsGate}. */
public final class SecretScan {
    private SecretScan() {}

    /** Returns a line for each finding, such as {@code line 3 holds a GitHub token (ghp_..., 40 characters)}; at most 50. */
    public static List<String> of(String text) {
        SecretSearch search = SecretSearch.in(text);
        List<String> findings = new ArrayList<>();
        for (int index = 0; index < search.size() && findings.size() < SecretsGate.MOST_FINDINGS; index++) {
            for (SecretFinding found : search.findings("", index)) {
                findings.add("line " + (index + 1) + " " + found.shown());
            }
        }
        return findings;
    }
}
