package dev.pimainteno.redaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for keys, tokens and passwords in lines of text, by rules of high precision; for issued ones also in pieces, in escapes,
 * in base64 and in hex. Immutable.
 */
public final class SecretSearch {
    /** A private key's lines, or a key and its secret, stand this close together. */
    private static final int NEARBY_LINES = 6;
    /** By its name a file in which a value needs no quotes. */
    private static final String SETTINGS = ".env";

    /** How many secrets are looked for in other lines than those that gave them away. */
    private static final int MOST_EVERYWHERE = 200;

    /** One may contain another. */
    static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final List<TextLine> lines;

    /**
     * @param lines in their order; some between them may be left out
     */
    public SecretSearch(List<TextLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Looks into a whole text. */
    public static SecretSearch in(String text) {
        List<TextLine> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(new TextLine(lines.size() + 1, line));
        }
        return new SecretSearch(lines);
    }

    /** Returns how many lines there are. */
    public int size() {
        return lines.size();
    }

    /**
     * Returns what a line holds, and what it and the lines that go on from it would hold without a disguise.
     *
     * @param path of the file that the lines are of; empty if it is none
     */
    public List<SecretFinding> findings(String path, int index) {
        List<SecretFinding> found = SecretRules.findings(path, lines.get(index).text(), () -> around(index));
        SecretRules.disguised(String.join(" ", continued(index))).stream()
                .filter(hidden -> found.stream().noneMatch(open -> open.secret().equals(hidden.secret())))
                .forEach(found::add);
        return found;
    }

    /**
     * Returns the lines as one text without secrets, and without the lines that hold one in disguise. All lines are read as
     * strictly as those of a file of settings.
     *
     * @param mark stands where something was
     */
    String without(String mark) {
        String[] clean = lines.stream().map(TextLine::text).toArray(String[]::new);
        Set<String> everywhere = new TreeSet<>(LONGEST_FIRST);
        for (int index = 0; index < clean.length; index++) {
            List<SecretFinding> found = findings(SETTINGS, index);
            if (found.size() >= SecretRules.MOST_IN_LINE) {
                clean[index] = mark;
            } else if (found.stream().anyMatch(SecretFinding::disguised)) {
                Arrays.fill(clean, index, index + continued(index).size(), mark);
            }
            for (SecretFinding secret : found) {
                clean[index] = clean[index].replace(secret.secret(), mark);
                if (everywhere.size() < MOST_EVERYWHERE) {
                    everywhere.add(secret.secret());
                }
            }
        }
        String text = String.join("\n", clean);
        for (String secret : everywhere) {
            text = text.replace(secret, mark);
        }
        return text;
    }

    /** Returns a line and the next ones, as far as a string in pieces goes on in them. */
    private List<String> continued(int index) {
        List<String> texts = new ArrayList<>(List.of(lines.get(index).text()));
        for (int next = index + 1; next < Math.min(lines.size(), index + NEARBY_LINES); next++) {
            String line = lines.get(next).text();
            boolean goesOn = texts.get(texts.size() - 1).stripTrailing().matches("(?s).*[\"'`]\\s*[+&.\\\\]?")
                    && line.strip().matches("[+&.]?\\s*[\"'`].*");
            if (!goesOn) {
                break;
            }
            texts.add(line);
        }
        return texts;
    }

    /** Returns a line and those close to it. */
    private String around(int index) {
        StringBuilder text = new StringBuilder();
        int number = lines.get(index).number();
        for (int at = Math.max(0, index - NEARBY_LINES); at < Math.min(lines.size(), index + NEARBY_LINES + 1); at++) {
            if (Math.abs(lines.get(at).number() - number) <= NEARBY_LINES) {
                text.append(lines.get(at).text()).append('\n');
            }
        }
        return text.toString();
    }
}
