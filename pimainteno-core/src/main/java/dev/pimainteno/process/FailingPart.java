package dev.pimainteno.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes from what a command printed what tells why it failed: what compilers, test runners and build tools say of errors, each
 * with the lines around it, and the end. Where nothing is known, the beginning and the end.
 */
final class FailingPart {
    private static final int MOST_LINES = 80;
    private static final int MOST_BYTES = 6 * 1024;
    private static final int LAST_LINES = 12;
    private static final int FIRST_LINES = 15;
    private static final int LINES_BEFORE = 1;
    private static final int LINES_AFTER = 7;

    private static final Pattern TELLING = Pattern.compile(String.join(
            "|",
            // Maven, Gradle, make
            "^\\[ERROR\\] +(?!->|To see the full|Re-run Maven|For more information|\\[Help|After correcting)\\S",
            "^> Task \\S+ FAILED",
            "^\\* What went wrong:",
            "^make(?:\\[\\d+])?: \\*\\*\\*",
            // compilers: javac, C, Rust, TypeScript, Go
            "^\\S+:\\d+(?::\\d+)?: (?:fatal )?error\\b",
            "^error(?:\\[E\\d+])?: ",
            "^\\S+[(:]\\d+[,:]\\d+\\)?(?:: | - )error TS\\d+",
            "^(?:vet: )?\\S+\\.go:\\d+:\\d+: ",
            // test runners: Go, Rust, pytest, unittest, JavaScript
            "^\\s*--- FAIL: ",
            "^panic: ",
            "^---- .+ ----$",
            "panicked at ",
            "^E {3,}",
            "^_{3,} .+ _{3,}$",
            "^(?:FAILED|ERROR|FAIL)[ :]",
            "^Traceback \\(most recent",
            "^\\s*(?:\u25cf|\u2715|\u2716|\u00d7) \\S",
            "^\\s*not ok ",
            "^npm (?:ERR!|error)",
            "\\bFAILED\\b|<<< (?:FAILURE|ERROR)!",
            // what is thrown
            "^(?:Caused by: |Exception in thread )?[\\w.$]+(?:Exception|Error)(?::|$)"));

    private FailingPart() {}

    /** Returns at most 80 lines and 6 KiB, as {@link OutputLines} cleans them; may be empty. */
    static List<String> of(String output) {
        List<String> lines = OutputLines.cleanedLines(output);
        if (lines.size() <= MOST_LINES && bytes(lines) <= MOST_BYTES) {
            return OutputLines.redacted(lines);
        }
        BitSet telling = telling(lines);
        if (telling.isEmpty()) {
            telling.set(0, FIRST_LINES);
            telling.set(Math.max(0, lines.size() - MOST_LINES + FIRST_LINES + 4), lines.size());
        }
        return OutputLines.redacted(chosen(lines, telling));
    }

    private static BitSet telling(List<String> lines) {
        BitSet telling = new BitSet(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            if (TELLING.matcher(lines.get(i)).find()) {
                telling.set(Math.max(0, i - LINES_BEFORE), Math.min(lines.size(), i + LINES_AFTER + 1));
            }
        }
        return telling;
    }

    /** The first errors are mostly the cause of those behind; the end says what it came to. */
    private static List<String> chosen(List<String> lines, BitSet telling) {
        List<String> end =
                fitting(lines.subList(lines.size() - Math.min(LAST_LINES, lines.size()), lines.size()), MOST_BYTES / 4);
        int endsFrom = lines.size() - end.size();
        int room = MOST_BYTES - bytes(end);
        List<String> chosen = new ArrayList<>();
        int next = 0;
        for (int i = telling.nextSetBit(0); i >= 0 && i < endsFrom; i = telling.nextSetBit(i + 1)) {
            String line = lines.get(i);
            int length = line.getBytes(UTF_8).length + 1;
            // Room for this one, for what is said of a gap before it, and of one behind it.
            if (chosen.size() + end.size() + 3 > MOST_LINES || length + 80 > room) {
                break;
            }
            if (i > next) {
                chosen.add(gap(i - next));
                room -= 40;
            }
            chosen.add(line);
            room -= length;
            next = i + 1;
        }
        if (endsFrom > next) {
            chosen.add(gap(endsFrom - next));
        }
        chosen.addAll(end);
        return chosen;
    }

    private static List<String> fitting(List<String> lines, int most) {
        int from = lines.size();
        int left = most;
        while (from > 0) {
            left -= lines.get(from - 1).getBytes(UTF_8).length + 1;
            if (left < 0) {
                break;
            }
            from--;
        }
        return lines.subList(from, lines.size());
    }

    private static String gap(int lines) {
        return "[... " + lines + (lines == 1 ? " line" : " lines") + " left out ...]";
    }

    private static int bytes(List<String> lines) {
        return lines.stream().mapToInt(line -> line.getBytes(UTF_8).length + 1).sum();
    }
}
