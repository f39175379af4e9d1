package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.redaction.SecretSearch;
import dev.pimainteno.redaction.TextLine;
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

    @Override
    public Verdict check(Candidate candidate) {
        String known = contentBefore(candidate);
        List<String> findings = new ArrayList<>();
        int lines = 0;
        for (FileEdit edit : candidate.edits().files()) {
            List<TextLine> added = AddedLines.between(before(edit, candidate.base()), edit.content());
            SecretSearch search = new SecretSearch(added);
            lines += added.size();
            for (int index = 0; index < added.size() && findings.size() < MOST_FINDINGS; index++) {
                TextLine line = added.get(index);
                String place = edit.path() + ":" + line.number() + ": ";
                search.findings(edit.path(), index).stream()
                        .filter(found -> !known.contains(found.disguised() ? line.text() : found.secret()))
                        .forEach(found ->
                                findings.add(place + found.shown() + "; read it from the environment instead"));
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
}
