package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreePaths;
import dev.pimainteno.patch.UnifiedDiffs.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class PatchEngineProperties {
    private static final String HEADER = "--- a/dir/x.txt\n+++ b/dir/x.txt\n";

    private final PatchEngine engine = PatchEngine.create();

    @Property
    void theTrueDiffGivesTheTrueFile(
            @ForAll("edits") List<String> edit, @ForAll @IntRange(min = 1, max = 4) int context) {
        Assume.that(isChange(edit));

        String reply = HEADER + String.join("", UnifiedDiffs.hunks(edit, context, Numbers.shifted(0)));

        assertThat(after(edit, reply)).isEqualTo(UnifiedDiffs.now(edit));
    }

    @Property
    void aDiffWithoutNumbersGivesTheTrueFileOrNone(
            @ForAll("edits") List<String> edit, @ForAll @IntRange(min = 1, max = 4) int context) {
        Assume.that(isChange(edit));

        String reply =
                "```diff\n" + HEADER + String.join("", UnifiedDiffs.hunks(edit, context, Numbers.none())) + "```\n";

        PatchResult result = engine.read(reply.getBytes(ISO_8859_1), tree(edit));
        if (result instanceof PatchResult.Placed placed) {
            assertThat(placed.edits().files().get(0).content()).isEqualTo(latin(UnifiedDiffs.now(edit)));
        }
    }

    @Property
    void shiftedNumbersAndShuffledHunksGiveTheTrueFileIfLinesAreUnique(
            @ForAll("uniqueEdits") List<String> edit,
            @ForAll @IntRange(min = 1, max = 3) int context,
            @ForAll @IntRange(min = -50, max = 50) int shift,
            @ForAll Random random) {
        Assume.that(isChange(edit) && !UnifiedDiffs.old(edit).isEmpty());

        List<String> hunks = new ArrayList<>(UnifiedDiffs.hunks(edit, context, Numbers.shifted(shift)));
        Collections.shuffle(hunks, random);

        assertThat(after(edit, HEADER + String.join("", hunks))).isEqualTo(UnifiedDiffs.now(edit));
    }

    @Property
    void aDamagedDiffGivesTheTrueFileOrNone(
            @ForAll("uniqueEdits") List<String> edit,
            @ForAll @IntRange(min = 1, max = 4) int context,
            @ForAll Set<Damage> damages,
            @ForAll Random random) {
        Assume.that(isChange(edit) && damages.size() < 4);
        Assume.that(damages.stream().filter(Damage::isWrapping).count() < 2);
        Assume.that(!UnifiedDiffs.old(edit).isEmpty()); // else nothing tells how added lines are damaged

        String reply = HEADER + String.join("", UnifiedDiffs.hunks(edit, context, Numbers.shifted(0)));
        for (Damage damage : new TreeSet<>(damages)) {
            reply = damage.apply(reply, random);
        }

        PatchResult result = engine.read(reply.getBytes(ISO_8859_1), tree(edit));
        if (result instanceof PatchResult.Placed placed) {
            assertThat(placed.edits().files().get(0).content()).isEqualTo(latin(UnifiedDiffs.now(edit)));
        }
    }

    @Property
    void aDiffThatBreaksOffInAChangeGivesTheTrueFileOrNone(
            @ForAll("uniqueEdits") List<String> changes,
            @ForAll @IntRange(min = 1, max = 4) int context,
            @ForAll("ends") String end,
            @ForAll Random random) {
        Assume.that(isChange(changes));
        List<String> edit = new ArrayList<>(changes);
        edit.add(" end\n"); // a hunk at the end of its file is whole without context behind it

        List<String> hunks = new ArrayList<>(UnifiedDiffs.hunks(edit, context, Numbers.shifted(0)));
        List<String> last = hunks.remove(hunks.size() - 1).lines().toList();
        int from = 1 + random.nextInt(last.size() - 1);
        while (last.get(from).startsWith(" ")) {
            from = 1 + random.nextInt(last.size() - 1);
        }
        String cut = String.join("\n", last.subList(0, from + 1)) + "\n" + end;

        PatchResult result = engine.read((HEADER + String.join("", hunks) + cut).getBytes(ISO_8859_1), tree(edit));
        if (result instanceof PatchResult.Placed placed) {
            assertThat(placed.edits().files().get(0).content()).isEqualTo(latin(UnifiedDiffs.now(edit)));
        }
    }

    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of("", "\n", "\nThat is all.\n", "\nThat is all.\n\n- done\n", "END\n");
    }

    @Property
    void carriageReturnsOfTheFileSurviveADiffWithoutThem(
            @ForAll("uniqueEdits") List<String> edit, @ForAll @IntRange(min = 1, max = 3) int context) {
        Assume.that(isChange(edit) && !UnifiedDiffs.old(edit).isEmpty());

        String reply = HEADER + String.join("", UnifiedDiffs.hunks(edit, context, Numbers.shifted(0)));
        FileTree tree =
                FileTree.of(Map.of("dir/x.txt", latin(UnifiedDiffs.old(edit).replace("\n", "\r\n"))));

        PatchResult result = engine.read(reply, tree);

        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        assertThat(((PatchResult.Placed) result).edits().files().get(0).content())
                .isEqualTo(latin(UnifiedDiffs.now(edit).replace("\n", "\r\n")));
    }

    @Property
    void noReplyMakesTheEngineThrowOrLeaveTheTree(@ForAll("garbage") String reply) {
        FileTree tree = TestFiles.of("x", "a\nb\na\n", "dir/x.txt", "a\n", "empty", "");

        for (PatchResult result : List.of(engine.read(reply, tree), engine.read(reply.getBytes(ISO_8859_1), tree))) {
            if (result instanceof PatchResult.Placed placed) {
                assertThat(placed.edits().files())
                        .allSatisfy(file ->
                                assertThat(TreePaths.problem(file.path())).isEmpty());
                assertThat(placed.edits().applyTo(tree).entries()).isNotNull();
            }
        }
    }

    @Property
    void noBytesMakeTheEngineThrow(@ForAll byte[] reply) {
        assertThat(engine.read(reply, TestFiles.of("x", "a\n"))).isInstanceOf(PatchResult.Refusal.class);
    }

    @Provide
    Arbitrary<List<String>> edits() {
        Arbitrary<String> text =
                Arbitraries.of("", "a", "b", " a", "\t", "-- a", "++ b", "@@ -1 +1 @@", "\\ x", "```", "\u00e9", "a\r");
        return edit(text).map(PatchEngineProperties::withOpenEnds);
    }

    @Provide
    Arbitrary<List<String>> uniqueEdits() {
        return edit(Arbitraries.of("", " ", "}", "-", "+")).map(lines -> {
            List<String> unique = new ArrayList<>();
            for (String line : lines) {
                unique.add(
                        line.stripTrailing().isEmpty()
                                ? line.charAt(0) + "line " + unique.size() + "\n"
                                : line.substring(0, line.length() - 1) + " " + unique.size() + "\n");
            }
            return unique;
        });
    }

    @Provide
    Arbitrary<String> garbage() {
        Arbitrary<String> token = Arbitraries.of(
                "--- a/x\n",
                "+++ b/x\n",
                "--- /dev/null\n",
                "+++ b/new\n",
                "+++ b/../new\n",
                "@@ -1 +1 @@\n",
                "@@ -0,0 +1 @@\n",
                "@@\n",
                "@@ -1,3 +1,2 @@\n",
                " a\n",
                "-a\n",
                "+b\n",
                "-b\n",
                "+\n",
                "\n",
                "\\ No newline at end of file\n",
                "```\n",
                "```diff\n",
                "diff --git a/x b/x\n",
                "diff --git a/x b/y\n",
                "new file mode 100644\n",
                "deleted file mode 100644\n",
                "rename from x\n",
                "rename to y\n",
                "rename to .git/y\n",
                "GIT binary patch\n",
                "<think>\n",
                "</think>\n",
                "{\"a\": \"",
                "\"}",
                "\u001b[1m",
                "\r\n",
                "\0",
                "\ud83d",
                "prose\n");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(6);
        return Arbitraries.frequencyOf(Tuple.of(12, token), Tuple.of(1, any))
                .list()
                .ofMaxSize(24)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<List<String>> edit(Arbitrary<String> text) {
        Arbitrary<Character> prefix = Arbitraries.of(' ', ' ', ' ', ' ', '-', '+');
        return Combinators.combine(prefix, text)
                .as((kind, line) -> kind + line + "\n")
                .list()
                .ofMaxSize(40);
    }

    /** Takes the newline from the last line of a side if the line before it says so, as a file may end without one. */
    private static List<String> withOpenEnds(List<String> lines) {
        List<String> edit = new ArrayList<>(lines);
        int last = edit.size() - 1;
        if (last > 0 && edit.get(last).length() > 2 && edit.get(last - 1).length() % 2 == 0) {
            String line = edit.get(last);
            if (line.charAt(0) == ' '
                    || (line.charAt(0) == '-' && edit.get(last - 1).charAt(0) == '+')) {
                edit.set(last, line.substring(0, line.length() - 1));
            }
        }
        return edit;
    }

    private static boolean isChange(List<String> edit) {
        return !UnifiedDiffs.old(edit).equals(UnifiedDiffs.now(edit));
    }

    private String after(List<String> edit, String reply) {
        PatchResult result = engine.read(reply.getBytes(ISO_8859_1), tree(edit));
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        return new String(((PatchResult.Placed) result).edits().files().get(0).content(), ISO_8859_1);
    }

    private static FileTree tree(List<String> edit) {
        return FileTree.of(Map.of("dir/x.txt", latin(UnifiedDiffs.old(edit))));
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
