package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies that would take hours, or all memory, if nothing counted what they cost. */
@Timeout(60)
@Tag("costly")
class HostileReplyTest {
    private static final String NAMES = "--- a/x\n+++ b/x\n";
    private static final String TOO_MANY_STARTS =
            "the reply has so many lines that may start a hunk that it cannot be read in reasonable time";
    private static final String TOO_MANY_COMPARISONS =
            "the hunks repeat lines so often that their places cannot be found in reasonable time";

    private final TestFiles tree = TestFiles.of("x", "}\n".repeat(100_000) + "end\n");

    @Test
    void countsHowOftenLinesAreLookedAtToFindTheStartOfAHunk() {
        assertThat(reasons(NAMES + "\n".repeat(190_000))).containsExactly(TOO_MANY_STARTS);
        assertThat(reasons("```diff\n" + " x\n".repeat(190_000))).containsExactly(TOO_MANY_STARTS);
        assertThat(reasons("```diff\n x\n".repeat(90_000))).containsExactly(TOO_MANY_STARTS);
    }

    @Test
    void readsAHunkThatStartsBelowManyBlankLines() {
        assertThat(read(NAMES + "\n".repeat(2_000) + "@@\n-end\n+END\n")).isInstanceOf(PatchResult.Placed.class);
    }

    @Test
    void countsTheValuesOfJson() {
        for (String reply :
                List.of("[" + "{},".repeat(400_000) + "{}]", "{}\n".repeat(400_000), "[\"a\"]\n".repeat(200_000))) {
            assertThat(reasons(reply)).containsExactly("the reply is JSON of more than 500,000 tokens");
        }
    }

    @Test
    void readsADiffAmongManyValuesOfJson() {
        String diff = "{\"diff\": \"--- a/x\\n+++ b/x\\n@@\\n-end\\n+END\\n\"}";

        assertThat(read("[" + diff + ",1".repeat(400_000) + "]")).isInstanceOf(PatchResult.Placed.class);
    }

    @Test
    void countsWhatItCostsToLookForPartsOfAHunk() {
        String context = numbered(" line %d\n", 190_000);

        assertThat(reasons(NAMES + "@@\n-end\n" + context)).containsExactly(TOO_MANY_COMPARISONS);
    }

    @Test
    void countsThePlacesThatALargeHunkFits() {
        assertThat(reasons(NAMES + "@@\n-}\n" + "+\n".repeat(190_000))).contains(TOO_MANY_COMPARISONS);
        assertThat(reasons(NAMES + numbered("@@ ... @@ }\n-}\n+%d\n", 9_000))).contains(TOO_MANY_COMPARISONS);
    }

    @Test
    void needsLittleMemoryForALargeHunkThatLacksABlankLine() {
        String file = numbered("line %d\n", 20_000).replace("line 7\n", "line 7\n\n");
        String hunk = numbered(" line %d\n", 20_000).replace(" line 9999\n", "-line 9999\n");

        PatchResult result = PatchEngine.create().read(NAMES + "@@\n" + hunk, TestFiles.of("x", file));

        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        assertThat(new String(
                        ((PatchResult.Placed) result).edits().files().get(0).content(), ISO_8859_1))
                .isEqualTo(file.replace("line 9999\n", ""));
    }

    @Test
    void needsNoStackForLongLines() {
        String block = "<<<<<<< SEARCH\nend\n=======\nEND\n>>>>>>> REPLACE\n";
        List<String> lines = new ArrayList<>();
        for (String part : List.of("#", "1. ", "file: ", "* ", "`", "> ")) {
            lines.add(part.repeat(100_000) + "\n```\nx\n```\n");
            lines.add(part.repeat(100_000) + "\n" + block);
        }
        lines.add("diff " + "-x ".repeat(100_000) + "\n");
        lines.add("--- " + "./".repeat(100_000) + " \u0085\n" + NAMES);

        assertThat(lines).allSatisfy(reply -> assertThat(read(reply)).isInstanceOf(PatchResult.Refusal.class));
    }

    @Test
    void takesNoNumberOfAListForANewFile() {
        assertThat(reasons("1.\n```\nx\n```\n")).containsExactly("there is no file 1.");
    }

    @Test
    void doesNotGoBackOverLongLines() {
        int much = 2_000_000;

        assertThat(List.of(
                        "```" + " ".repeat(much) + "`\n",
                        "`".repeat(much) + " ".repeat(much) + "\u0085\n",
                        NAMES + "@@\n-}\n--- " + ".".repeat(much) + " \u0085\n",
                        ":".repeat(much) + "x\n<<<<<<< SEARCH\nend\n=======\nEND\n>>>>>>> REPLACE\n",
                        NAMES + "@@\n-was\n+)\n\n- a\n\na" + " .".repeat(much) + "x\n",
                        (".".repeat(990) + "a\n").repeat(5_000),
                        ("--- a/x" + " ".repeat(8_000) + "1\n+++ b/x\n@@\n-}\n+)\n").repeat(1_000)))
                .allSatisfy(reply -> assertThat(read(reply)).isInstanceOf(PatchResult.Refusal.class));
    }

    private PatchResult read(String reply) {
        return PatchEngine.create().read(reply.getBytes(ISO_8859_1), tree);
    }

    private List<String> reasons(String reply) {
        PatchResult result = read(reply);
        assertThat(result).isInstanceOf(PatchResult.Refusal.class);
        return ((PatchResult.Refusal) result).reasons();
    }

    private static String numbered(String format, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(format.formatted(i));
        }
        return text.toString();
    }
}
