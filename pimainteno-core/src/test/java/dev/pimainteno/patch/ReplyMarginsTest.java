package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all lines of a reply end in comes off; what some end in does not. */
class ReplyMarginsTest {
    private static final TestFiles TREE = TestFiles.of("x", "one\ntwo\n");
    private static final String REPLY = "--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n one\n+new\n two\n";

    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @ValueSource(strings = {"  ", "\t", " \t", " "})
    void comesOffEveryLine(String margin) {
        assertThat(edited(REPLY.replace("\n", margin + "\n"))).isEqualTo("one\nnew\ntwo\n");
        assertThat(edited("Do this:\n\n" + REPLY.replace("\n", margin + "\n"))).isEqualTo("one\nnew\ntwo\n");
        assertThat(edited(REPLY.replace("\n", margin + "\n").replace("+new" + margin, "+new  " + margin)))
                .as("the line's own blanks stay")
                .isEqualTo("one\nnew  \ntwo\n");
    }

    @Test
    void isNoneIfALineOfTheDiffDoesNotEndInIt() {
        assertThat(edited(REPLY.replace("+new", "+new  "))).isEqualTo("one\nnew  \ntwo\n");
        assertThat(edited(REPLY.replace("@@\n", "@@  \n").replace("+new", "+new  ")))
                .isEqualTo("one\nnew  \ntwo\n");
    }

    @Test
    void isNoneInAReplyOfThreeLines() {
        assertThat(edited("@@ ... @@  \n one  \n+new  \n")).isEqualTo("one\nnew  \ntwo\n");
        assertThat(edited("@@ ... @@  \n one  \n+new  \n two  \n")).isEqualTo("one\nnew\ntwo\n");
    }

    /** No old line tells what the lines of a new file end in. */
    @Test
    void comesOffANewFileIfEveryLineOfItsDiffEndsInIt() {
        String diff = "--- /dev/null  \n+++ b/n  \n@@ -0,0 +1,2 @@  \n+a  \n+  \n";

        assertThat(edited(diff)).isEqualTo("a\n\n");
        assertThat(edited("New:\n\n```diff\n" + diff + "```\n")).isEqualTo("a\n\n");
        assertThat(edited(diff.replace("  \n", "\t\n"))).isEqualTo("a\n\n");
        assertThat(edited(diff.replace("+a  ", "+a    "))).isEqualTo("a  \n\n");
        assertThat(edited("--- /dev/null  \n+++ b/n  \n@@ -0,0 +1 @@  \n+a  \n"))
                .isEqualTo("a\n");
    }

    @Test
    void staysInANewFileIfALineOfItsDiffDoesNotEndInIt() {
        String diff = "--- /dev/null  \n+++ b/n  \n@@ -0,0 +1,2 @@  \n+a  \n+  \n";

        assertThat(edited(diff.replace("null  ", "null"))).isEqualTo("a  \n  \n");
        assertThat(edited(diff.replace("b/n  ", "b/n"))).isEqualTo("a  \n  \n");
        assertThat(edited(diff.replace("@@  ", "@@"))).isEqualTo("a  \n  \n");
        assertThat(edited(diff.replace("+  ", "+"))).isEqualTo("a  \n\n");
        assertThat(edited(diff.replace("@@  ", "@@ "))).isEqualTo("a \n \n");
    }

    private String edited(String reply) {
        return PatchResults.text(engine.read(reply, TREE));
    }
}
