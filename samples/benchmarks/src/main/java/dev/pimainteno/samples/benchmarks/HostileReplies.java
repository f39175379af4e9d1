package dev.pimainteno.samples.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.patch.PatchEngine;
import dev.pimainteno.patch.PatchResult;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Replies that are as large and as repetitive as it takes to keep an engine busy: how long each takes, and how much heap.
 * An argument limits it to those whose name it is a part of.
 */
public final class HostileReplies {
    private static final int BYTES = 10 << 20;
    private static final int LINES = 200_000;
    private static final String NAMES = "--- a/x\n+++ b/x\n";
    private static final Map<String, byte[]> FILE = Map.of("x", latin("}\n".repeat(100_000) + "end\n"));

    private HostileReplies() {}

    public static void main(String[] arguments) {
        String wanted = arguments.length == 0 ? "" : arguments[0];
        System.out.printf(
                "| reply (at most %d MiB of heap) | s | peak MiB | answer |%n",
                Runtime.getRuntime().maxMemory() >> 20);
        System.out.println("| --- | --- | --- | --- |");
        replies().forEach((name, reply) -> {
            if (name.contains(wanted)) {
                measure(name, reply.get(), System.out);
            }
        });
    }

    private static void measure(String name, byte[] reply, PrintStream out) {
        FileTree tree = FileTree.of(FILE);
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        String answer;
        try {
            answer = answer(PatchEngine.create().read(reply, tree));
        } catch (StackOverflowError | OutOfMemoryError e) {
            answer = "**" + e + "**";
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long peak = pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
        out.printf("| %s | %.1f | %d | %s |%n", name, seconds, peak, answer);
    }

    private static java.util.stream.Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static String answer(PatchResult result) {
        if (result instanceof PatchResult.Refusal refusal) {
            String reason = refusal.reasons().get(0).replace("|", "\\|");
            return reason.substring(0, Math.min(100, reason.length()));
        }
        return "edited";
    }

    private static Map<String, Supplier<byte[]>> replies() {
        Map<String, Supplier<byte[]>> replies = new LinkedHashMap<>();
        addHunks(replies);
        addRepeats(replies);
        addForms(replies);
        addJson(replies);
        addLongLines(replies);
        return replies;
    }

    private static void addHunks(Map<String, Supplier<byte[]>> replies) {
        replies.put("a byte too many", () -> new byte[BYTES + 1]);
        replies.put("a line too many", () -> fill("", "x\n", 2 * LINES + 2));
        replies.put(
                "10 MiB of one hunk",
                () -> fill(
                        NAMES + "@@ -1 +1 @@\n-}\n",
                        "+line of a hunk that has no end, says the model, and goes on\n",
                        BYTES));
        replies.put("a hunk of as many lines as are read", () -> fill(NAMES + "@@\n-}\n", "+\n", 380_000));
        replies.put("a hunk of distinct lines", () -> distinct(NAMES + "@@\n", "-line %d\n", 190_000));
        replies.put("a hunk of distinct context", () -> distinct(NAMES + "@@\n-end\n", " line %d\n", 190_000));
        replies.put("a million hunks", () -> fill(NAMES, "@@\n-}\n+)\n", BYTES));
        replies.put("as many hunks as are read", () -> fill(NAMES, "@@ -1 +1 @@ }\n-}\n+)\n", 10_000 * 21));
        replies.put(
                "as many files as are read",
                () -> distinct("", "diff --git a/f%1$d b/g%1$d\nrename from f%1$d\nrename to g%1$d\n", 60_000));
    }

    private static void addRepeats(Map<String, Supplier<byte[]>> replies) {
        replies.put("context that is everywhere", () -> fill(NAMES + "@@\n", " }\n", 90_000, "-}\n+)\n"));
        replies.put("context that is almost everywhere", () -> fill(NAMES + "@@\n", " }\n", 90_000, " no\n-}\n+)\n"));
        replies.put("context with stale lines", () -> fill(NAMES + "@@\n", " }\n }\n was\n }\n", 90_000, "-end\n+)\n"));
        replies.put(
                "additions between equal lines",
                () -> fill(NAMES + "@@\n }\n", "+)\n", 500_000, " }\n was\n }\n }\n-end\n"));
        replies.put("lines left out", () -> fill(NAMES + "@@\n", " }\n ...\n-}\n", 300_000));
        replies.put("sections that are everywhere", () -> fill(NAMES, "@@ ... @@ }\n-}\n+)\n", 9_000 * 20));
        replies.put(
                "distinct hunks that fit everywhere",
                () -> distinct(NAMES, "@@ ... @@ }%n-}%n+)%%d%n".formatted(), 9_000));
        replies.put("blank lines", () -> fill(NAMES, "\n", 190_000, "@@\n-end\n+)\n"));
        replies.put(
                "blank lines without prefix in a hunk", () -> fill(NAMES + "@@\n-was\n }\n", "\n", 190_000, "+)\n"));
        replies.put("hunk starts that are none", () -> fill("```diff\n", " x\n", 500_000));
        replies.put("fences that start over", () -> fill("", "```diff\n x\n", 1_000_000));
        replies.put("names without hunks", () -> fill("", "--- a/x\n\n", 1_500_000));
    }

    private static void addForms(Map<String, Supplier<byte[]>> replies) {
        replies.put("nested fences", () -> fill("", "````md\n```diff\n", 1_400_000));
        replies.put(
                "search and replace",
                () -> fill("x\n", "<<<<<<< SEARCH\n}\n=======\n)\n>>>>>>> REPLACE\n", 9_000 * 45));
        replies.put("one search without end", () -> fill("x\n<<<<<<< SEARCH\n", "}\n", 300_000, "=======\n"));
        replies.put(
                "envelopes",
                () -> fill("", "*** Begin Patch\n*** Update File: x\n@@\n-}\n+)\n*** End Patch\n", 1_900_000));
        replies.put("whole files", () -> fill("", "`x.txt`\n```\nx\n```\n", 900_000));
        replies.put("hunks that name no file", () -> fill("```diff\n", "@@ -1 +1 @@\n-}\n+)\n", 9_000 * 18));
        replies.put("thoughts", () -> fill("", "<think>\n", 1_500_000));
        replies.put("colours", () -> fill("", "\u001b[31m\u001b[m", BYTES));
        replies.put("entities", () -> fill(NAMES + "@@\n", "-&lt;&amp;&gt;\n", 2_000_000));
        replies.put("quotations", () -> fill("", "> > > --- a/x\n", 2_000_000));
    }

    private static void addJson(Map<String, Supplier<byte[]>> replies) {
        replies.put("JSON: deep", () -> fill("", "[", BYTES));
        replies.put("JSON: deep objects", () -> fill("", "{\"a\":", BYTES));
        replies.put("JSON: wide", () -> fill("[", "{},", BYTES - 4, "{}]"));
        replies.put("JSON: wide, of numbers", () -> fill("[", "1.5,", BYTES - 4, "1]"));
        replies.put("JSON: a string", () -> fill("{\"diff\": \"--- a/x\\n+++ b/x\\n@@\\n", "-}\\n", 700_000, "\"}"));
        replies.put("JSON: a line of it each", () -> fill("", "{\"a\":\"b\"}\n", BYTES));
        replies.put("JSON: the shortest lines", () -> fill("", "{}\n", BYTES));
        replies.put("JSON: in JSON", () -> fill("", "\"\\\"", BYTES));
    }

    private static void addLongLines(Map<String, Supplier<byte[]>> replies) {
        replies.put("line: added", () -> fill(NAMES + "@@\n-end\n+", "x", BYTES - 50, "\n"));
        replies.put("line: a name", () -> fill("--- a/", "x", BYTES / 2, "\n+++ b/x\n@@\n-}\n+)\n"));
        replies.put("line: a name of dots", () -> fill(NAMES + "@@\n-}\n--- ", "./", 1_000_000, " \u0085\n"));
        replies.put(
                "line: a name of blanks",
                () -> distinct(NAMES, "--- a/x" + " ".repeat(8_000) + "%d\n+++ b/x\n@@\n-}\n+)\n", 1_200));
        replies.put("line: a header", () -> fill(NAMES + "@@ ", " @", BYTES - 50, "\n-}\n+)\n"));
        replies.put("line: a fence of blanks", () -> fill("```", " ", BYTES - 50, "`\n"));
        replies.put("line: a fence of ticks", () -> fill("", "`", BYTES - 50, " \u0085\n"));
        replies.put("line: another diff", () -> fill("diff ", "-x ", BYTES - 50, "\n"));
        replies.put("line: dots", () -> fill("@@\n", " " + ".".repeat(198) + "(\n", BYTES - 50));
        replies.put(
                "line: colons above a block",
                () -> fill("", ":", 5_000_000, "x\n<<<<<<< SEARCH\n}\n=======\n)\n>>>>>>> REPLACE\n"));
        replies.put("line: hashes above a fence", () -> fill("", "#", 5_000_000, "\n```\nx\n```\n"));
        replies.put("line: words that end in dots", () -> fill("", ".".repeat(990) + "a\n", BYTES - 50));
        replies.put(
                "line: a sentence",
                () -> fill(NAMES + "@@\n-end\n+)\n\n- ", "a. ", 3_000_000, "x\n\na" + " .".repeat(1_000_000) + "x\n"));
    }

    private static byte[] fill(String start, String repeated, int bytes) {
        return fill(start, repeated, bytes, "");
    }

    /** Returns a text with a part that is repeated until it has some length. */
    private static byte[] fill(String start, String repeated, int bytes, String end) {
        return latin(start + repeated.repeat((bytes - start.length() - end.length()) / repeated.length()) + end);
    }

    private static byte[] distinct(String start, String format, int count) {
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; i < count; i++) {
            text.append(format.formatted(i));
        }
        return latin(text.toString());
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
