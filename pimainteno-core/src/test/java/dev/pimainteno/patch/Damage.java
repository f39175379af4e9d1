package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Ways in which a model's diff is wrong in form, for tests. None of them changes what the diff means. */
enum Damage {
    PREFIXES_LOST((diff, random) -> context(diff, line -> line.isBlank() ? line : line.substring(1))),
    SOME_PREFIXES_LOST(
            (diff, random) -> context(diff, line -> line.isBlank() || random.nextBoolean() ? line : line.substring(1))),
    BLANK_PREFIXES_LOST((diff, random) -> context(diff, line -> line.isBlank() ? "" : line)),
    BLANKS_AT_ENDS((diff, random) -> context(diff, line -> line + (random.nextBoolean() ? "  " : ""))),
    BLANKS_FOR_TABS((diff, random) -> context(diff, line -> line.replace("\t", "    "))),
    CARRIAGE_RETURNS((diff, random) -> diff.replace("\r", "").replace("\n", "\r\n")),
    NO_NUMBERS((diff, random) -> diff.replaceAll("(?m)^@@ -.*$", "@@ ... @@")),
    WRONG_NUMBERS((diff, random) -> diff.replaceAll("(?m)^@@ -(\\d+),", "@@ -1$1,")),
    /** A count that no body has: one that another reading of the body has would make that one right. */
    WRONG_COUNTS((diff, random) -> diff.replaceAll("(?m)^(@@ -\\d+),\\d+ ", "$1,97 ")),
    CONTEXT_LINE_LOST((diff, random) -> oneOfContext(diff, random, line -> List.of())),
    CONTEXT_LINE_TWICE((diff, random) -> oneOfContext(diff, random, line -> List.of(line, line))),
    CONTEXT_LINE_STALE((diff, random) -> oneOfContext(diff, random, line -> List.of(line + "was"))),
    ENDING_IN_PROSE((diff, random) -> diff + "\nThat is all.\n"),
    INDENTED((diff, random) -> "Do this:\n\n" + diff.indent(4)),
    QUOTED((diff, random) -> diff.replaceAll("(?m)^", "> ").replaceFirst("> $", "")),
    FENCED((diff, random) -> "Here:\n\n```diff\n" + diff + "```\n\nThat is all.\n");

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final BiFunction<String, Random, String> damage;

    Damage(BiFunction<String, Random, String> damage) {
        this.damage = damage;
    }

    /** Whether it only wraps the diff; then nothing but itself may come after it. */
    boolean isWrapping() {
        return compareTo(INDENTED) >= 0;
    }

    String apply(String diff, Random random) {
        return damage.apply(diff, random);
    }

    private static String context(String diff, UnaryOperator<String> change) {
        StringBuilder text = new StringBuilder();
        diff.lines()
                .forEach(line -> text.append(line.startsWith(" ") ? change.apply(line) : line)
                        .append('\n'));
        return text.toString();
    }

    private static String oneOfContext(String diff, Random random, Function<String, List<String>> change) {
        List<String> lines = new ArrayList<>(diff.lines().toList());
        List<Integer> context = new ArrayList<>();
        for (int i = 1; i < lines.size() - 1; i++) {
            boolean inner = lines.get(i - 1).startsWith(" ") && lines.get(i + 1).startsWith(" ");
            if (inner && lines.get(i).startsWith(" ") && !lines.get(i).isBlank()) {
                context.add(i);
            }
        }
        if (!context.isEmpty()) {
            int index = context.get(random.nextInt(context.size()));
            String line = lines.remove(index);
            lines.addAll(index, change.apply(line));
        }
        return String.join("\n", lines) + "\n";
    }
}
