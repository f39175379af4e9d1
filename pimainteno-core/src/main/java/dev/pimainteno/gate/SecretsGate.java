package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses keys, tokens and passwords in lines that a change adds, by rules of high precision; issued ones also in pieces, in escapes, in base64 and in hex. What a touched file held before,
 * there or elsewhere in the change, is not new and not this gate's matter; nor are placeholders, examples and what is read
 * from the environment. The evidence names path, line and kind, and of the secret no more than its length and at most four
 * characters. Immutable; safe for many threads.
 */
public final class SecretsGate implements Gate {
    static final int MOST_FINDINGS = 50;
    private static final int MOST_SHOWN = 4;

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
                String place = edit.path() + ":" + line.number() + ": ";
                secrets(edit.path(), added, index).stream()
                        .filter(found -> !known.contains(found.disguised() ? line.text() : found.secret()))
                        .forEach(
                                found -> findings.add(place + shown(found) + "; read it from the environment instead"));
            }
        }
        return findings.isEmpty()
                ? Verdict.pass("no secret in " + lines + (lines == 1 ? " added line" : " added lines"))
                : Verdict.fail(findings);
    }

    /** Returns what a line holds, and what it and the lines that go on from it would hold without a disguise. */
    static List<SecretRules.Finding> secrets(String path, List<AddedLine> lines, int index) {
        List<SecretRules.Finding> found =
                new ArrayList<>(SecretRules.findings(path, lines.get(index).text(), AddedLine.around(lines, index)));
        SecretRules.disguised(AddedLine.continued(lines, index)).stream()
                .filter(hidden -> found.stream().noneMatch(open -> open.secret().equals(hidden.secret())))
                .forEach(found::add);
        return found;
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

    static String shown(SecretRules.Finding found) {
        String secret = found.secret();
        int shown = Math.min(MOST_SHOWN, secret.length() / 4);
        return "holds " + found.what() + " (" + secret.substring(0, shown) + "..., " + secret.length() + " characters)";
    }
}
