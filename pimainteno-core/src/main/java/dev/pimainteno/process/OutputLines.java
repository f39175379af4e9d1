package dev.pimainteno.process;

import dev.pimainteno.redaction.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes of what a command printed lines that people and a model can read. */
public final class OutputLines {
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile(
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|\u001B[ -/]*[0-~]");

    private static final Redaction REDACTION = Redaction.of(List.of());

    private OutputLines() {}

    /** Returns all lines without escape sequences and control characters, long ones cut, without blank ones at the end. */
    public static List<String> cleanedLines(String output) {
        List<String> lines = new ArrayList<>();
        ESCAPE_SEQUENCE
                .matcher(output)
                .replaceAll("")
                .replace("\r\n", "\n")
                .lines()
                .forEach(line -> lines.add(clean(line)));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** Returns lines without what looks like a secret. */
    static List<String> redacted(List<String> lines) {
        return lines.stream().map(REDACTION::apply).toList();
    }

    private static String clean(String line) {
        StringBuilder kept = new StringBuilder();
        line.codePoints().filter(c -> c == '\t' || !Character.isISOControl(c)).forEach(kept::appendCodePoint);
        String text = kept.toString().stripTrailing();
        if (text.length() <= LONGEST_LINE) {
            return text;
        }
        int cut = Character.isLowSurrogate(text.charAt(LONGEST_LINE)) ? LONGEST_LINE - 1 : LONGEST_LINE;
        return text.substring(0, cut) + " …";
    }
}
