package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses keys, tokens and passwords in lines that a change adds, by rules of high precision. What a touched file held before,
 * there or elsewhere in the change, is not new and not this gate's matter; nor are placeholders, examples and what is read
 * from the environment. The evidence names path, line and kind, and of the secret no more than its length and at most four
 * characters. Immutable; safe for many threads.
 */
public final class SecretsGate implements Gate {
    private static final int MOST_FINDINGS = 50;
    private static final int MOST_SHOWN = 4;
    /** A private key's lines, or a key and its secret, stand this close together. */
    private static final int NEARBY_LINES = 6;

    @Override
    public Verdict check(Candidate candidate) {
        String known = contentBefore(candidate);
        List<String> findings = new ArrayList<>();
        int lines = 0;
        for (FileEdit edit : candidate.edits().files()) {
            List<AddedLine> added = AddedLine.between(before(edit, candidate.base()), edit.content());
            lines += added.size();
            for (int index = 0; index < added.size() && findings.size() < MOST_FINDINGS; index++) {
                AddedLine line = added.get(index);
                for (SecretRules.Finding found : SecretRules.findings(edit.path(), line.text(), around(added, index))) {
                    if (!known.contains(found.secret())) {
                        findings.add(edit.path() + ":" + line.number() + ": " + shown(found));
                    }
                }
            }
        }
        return findings.isEmpty()
                ? Verdict.pass("no secret in " + lines + (lines == 1 ? " added line" : " added lines"))
                : Verdict.fail(findings);
    }

    private static String contentBefore(Candidate candidate) {
        StringBuilder content = new StringBuilder();
        candidate
                .edits()
                .files()
                .forEach(edit -> content.append(new String(before(edit, candidate.base()), UTF_8))
                        .append('\n'));
        return content.toString();
    }

    private static byte[] before(FileEdit edit, FileTree base) {
        return edit.before().map(base::content).orElse(new byte[0]);
    }

    private static String around(List<AddedLine> added, int index) {
        StringBuilder text = new StringBuilder();
        int number = added.get(index).number();
        for (int at = Math.max(0, index - NEARBY_LINES); at < Math.min(added.size(), index + NEARBY_LINES + 1); at++) {
            if (Math.abs(added.get(at).number() - number) <= NEARBY_LINES) {
                text.append(added.get(at).text()).append('\n');
            }
        }
        return text.toString();
    }

    private static String shown(SecretRules.Finding found) {
        String secret = found.secret();
        int shown = Math.min(MOST_SHOWN, secret.length() / 4);
        return "holds " + found.what() + " (" + secret.substring(0, shown) + "..., " + secret.length()
                + " characters); read it from the environment instead";
    }
}
