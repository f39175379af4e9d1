package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFormsTest {
    private static final String DIFF = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n";
    private static final TestFiles TREE = TestFiles.of("x", "a\nb\n");

    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "Here it is:\n\n```diff\n%s```\n\n- one bullet\n+ another\n",
                "~~~~ Patch\n%s~~~~\n",
                "```\n%s```\n\nThen it reads:\n\n```c\n--a;\n++b;\n```\n",
                "```diff\n%s",
                "<think>\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+no\n</think>\n%s",
                "<patch>\n%s</patch>\n",
                "git apply <<'EOF'\n%sEOF\n",
                "From 0123 Mon Sep 17\nSubject: [PATCH] b\n\n---\n x | 2 +-\n\n%s-- \n2.39.5\n\n",
                "Index: x\n=========\n%s"
            })
    void findsTheDiffInItsWrapping(String wrapping) {
        assertThat(edited(wrapping.formatted(DIFF))).isEqualTo("a\nB\n");
    }

    @Test
    void findsTheDiffInJson() throws JsonProcessingException {
        String quoted = new ObjectMapper().writeValueAsString("Sure!\n```diff\n" + DIFF + "```\n");

        assertThat(edited(quoted)).isEqualTo("a\nB\n");
        assertThat(edited("{\"summary\": \"Fix\",\n \"patch\": " + quoted + "}"))
                .isEqualTo("a\nB\n");
        assertThat(edited("As asked:\n\n```json\n{\"patch\": " + quoted + "}\n```\n"))
                .isEqualTo("a\nB\n");
    }

    @Test
    void listensToTheModelAloneInEventLines() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        String other = mapper.writeValueAsString(DIFF.replace("+B", "+other"));
        String events = """
                {"type":"thread.started"}
                {"role":"user","content":%1$s}
                {"type":"item.completed","item":{"type":"command_execution","aggregated_output":%1$s}}
                {"type":"item.completed","item":{"type":"reasoning","text":%1$s}}
                {"type":"item.completed","item":{"type":"agent_message","text":%2$s}}
                {"type":"turn.completed","usage":{"output_tokens":5}}
                """.formatted(other, mapper.writeValueAsString(DIFF));

        assertThat(edited(events)).isEqualTo("a\nB\n");
    }

    @Test
    void refusesTwoMessagesWithDifferentDiffs() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        String event = "{\"type\":\"agent_message\",\"text\":%s}\n";
        String reply = event.formatted(mapper.writeValueAsString(DIFF))
                + event.formatted(mapper.writeValueAsString(DIFF.replace("+B", "+other")));

        assertThat(reasons(reply)).containsExactly("the reply holds 2 messages with different diffs; it must be one");
    }

    @Test
    void dropsColoursOfTheDiffAndKeepsThoseOfTheContent() {
        String coloured = """
                [1m--- a/x[m
                [1m+++ b/x[m
                [36m@@ -1,2 +1,2 @@[m
                 a[m
                [31m-b[m
                [32m+[m[32mB[m
                """.replaceAll("\\[(\\d*m)", "\u001b[$1");

        assertThat(edited(coloured)).isEqualTo("a\nB\n");
        assertThat(edited(DIFF.replace("+B", "+\u001b[1mB"))).isEqualTo("a\n\u001b[1mB\n");
    }

    @Test
    void readsADiffOfAMarkdownFileWithFences() {
        TestFiles tree = TestFiles.of("x", "# T\n\n```sh\nrun\n```\n");
        String reply =
                "```diff\n--- a/x\n+++ b/x\n@@ -1,5 +1,8 @@\n # T\n \n+```diff\n+--- a/no\n+```\n ```sh\n run\n ```\n```\n";

        assertThat(edited(tree, reply)).isEqualTo("# T\n\n```diff\n--- a/no\n```\n```sh\nrun\n```\n");
    }

    @Test
    void readsContentThatLooksLikeHeaders() {
        TestFiles tree = TestFiles.of("x", "-- old\nend\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- old\n+++ new\n end\n";

        assertThat(edited(tree, reply)).isEqualTo("++ new\nend\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- a/x\n+++ b/x\n",
                "--- a/x\n+++ b/x",
                "--- a/x\n",
                "diff --git a/x b/x\n",
                "--- a/x\n+++ b/x\n@@",
                "--- a/x\n+++ b/x\n@@ -1,2",
                "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n",
                "--- a/x\n+++ b/x\n@@\n a\n-b\n+B",
                "```diff\n--- a/x\n+++ b/x\n@@\n a\n-b\n+B\n",
                "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+B\ndiff --g",
                "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n--- a/y\n+++ b/y\n",
                "<think>\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n",
                "{\"patch\": \"--- a/x\\n+++ b/x\\n@@ -1 +1 @@\\n-a\\n+",
                "{\"type\": \"thread.started\"}\n{\"type\": \"agent_message\", \"text\": \"--- a/x"
            })
    void refusesWhatBreaksOff(String reply) {
        assertThat(reasons(reply)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```diff\n%sand this too\n```\n",
                "```diff\n%s\n-c\n+d\n```\n",
                "```\n%s\n+d\n```\n",
                "%s\nAnd in the next file:\n\n@@ -1 +1 @@\n-c\n+C\n"
            })
    void refusesADiffOfWhichAPartHasNoPlace(String wrapping) {
        assertThat(reasons(wrapping.formatted(DIFF))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Nothing to do.",
                "```diff\n```\n",
                "- a\n+ b\n--- a matter of taste\n+++ b careful\n",
                "{\"a\": 1}"
            })
    void refusesAReplyWithoutADiff(String reply) {
        assertThat(reasons(reply)).isNotEmpty();
    }

    @Test
    void readsQuotedPathsAndTimeStamps() {
        TestFiles tree = TestFiles.of("caf\u00e9 \"1\".txt", "a\n");

        assertThat(
                        edited(
                                tree,
                                "--- \"a/caf\\303\\251 \\\"1\\\".txt\"\n+++ \"b/caf\\303\\251 \\\"1\\\".txt\"\n@@ -1 +1 @@\n-a\n+b\n"))
                .isEqualTo("b\n");
        assertThat(edited(
                        TREE,
                        DIFF.replace("a/x", "x\t2024-01-01 10:00:00").replace("b/x", "x 2024-01-01 10:00:00 +0000")))
                .isEqualTo("a\nB\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--- x\n+++ x\n", "--- ./x\n+++ ./x\n", "--- a/x\n+++ x\n", "diff --git a/x b/x\n"})
    void findsTheFileWhateverThePrefixes(String header) {
        assertThat(edited(TREE, DIFF.replace("--- a/x\n+++ b/x\n", header))).isEqualTo("a\nB\n");
    }

    @Test
    void putsTheLinesOfABlockIntoTheFileAlthoughTheLinesToSearchHaveLostTheirIndentation() {
        TestFiles tree = TestFiles.of("x", "f {\n    g {\n        a\n    }\n}\n\nh {\n}\n");
        String reply = "x\n<<<<<<< SEARCH\n}\n}\n\nh {\n=======\n    }\n}\n\nnew {\n    b\n}\n\nh {\n>>>>>>> REPLACE\n";

        assertThat(edited(tree, reply)).isEqualTo("f {\n    g {\n        a\n    }\n}\n\nnew {\n    b\n}\n\nh {\n}\n");
    }

    @Test
    void readsABlockWithAnEmptyLineAroundEveryLine() {
        TestFiles tree = TestFiles.of("x", "a\nb\nc\nd\n");
        String reply = "x\n<<<<<<< SEARCH\na\nb\n=======\na\nnew\n>>>>>>> REPLACE\n";

        assertThat(edited(tree, reply.replace("\n", "\n\n"))).isEqualTo("a\nnew\nc\nd\n");
    }

    @Test
    void makesNoFileOfWhatMarksABlockThatIsNone() {
        String reply = "src/New.java\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> new\n```\n";

        assertThat(engine.read(reply, TREE)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(engine.read("</think>\n```\na\n```\n", TREE)).isInstanceOf(PatchResult.Refusal.class);
    }

    private String edited(String reply) {
        return edited(TREE, reply);
    }

    private String edited(TestFiles tree, String reply) {
        return PatchResults.text(engine.read(reply, tree));
    }

    private List<String> reasons(String reply) {
        return PatchResults.reasons(engine.read(reply, TREE));
    }
}
