package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {
    private static final String REPLY = """
            Here is the change:
            ```diff
            --- a/greeting.txt
            +++ b/greeting.txt
            @@ -1,2 +1,2 @@
             hello
            -wrld
            +world
            ```
            """;

    @TempDir
    Path directory;

    @Test
    void editsTheWorkingDirectoryAsTheReplyOnStandardInputSays() throws IOException {
        TestedCommand command = greeting("hello\nwrld\n");

        Invocation applied = command.input(REPLY).run("apply");

        assertThat(applied.err()).isEmpty();
        assertThat(applied.exitCode()).isZero();
        assertThat(applied.out()).startsWith("modify greeting.txt\n");
        assertThat(text()).isEqualTo("hello\nworld\n");
    }

    @Test
    void readsTheReplyFromAFileAndEditsTheRootThatIsNamed() throws IOException {
        TestedCommand command = TestedCommand.in(directory).file("tree/greeting.txt", "hello\nwrld\n");

        Invocation applied = command.file("reply.txt", REPLY).run("apply", "--root", "tree", "reply.txt");

        assertThat(applied.exitCode()).isZero();
        assertThat(directory.resolve("tree/greeting.txt")).hasContent("hello\nworld\n");
    }

    @Test
    void checksWithoutWriting() throws IOException {
        Invocation checked = greeting("hello\nwrld\n").input(REPLY).run("apply", "--check");

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out()).contains("modify greeting.txt");
        assertThat(text()).isEqualTo("hello\nwrld\n");
    }

    @Test
    void explainsWhatFoundThePlaceOfEachHunk() throws IOException {
        TestedCommand command = greeting("title\n\nhello  \nwrld\n").input(REPLY);

        assertThat(command.run("apply", "--check").out()).isEqualTo("modify greeting.txt\n");
        assertThat(command.run("apply", "--check", "--explain").out())
                .isEqualTo("modify greeting.txt\ngreeting.txt hunk 1: whitespace at line 3, +2\n");
    }

    @Test
    void refusesWhatDoesNotFitAndChangesNothing() throws IOException {
        Invocation refused = greeting("good\nbye\n").input(REPLY).run("apply");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith("pimainteno: the reply is refused, nothing was changed\n  hunk 1 of greeting.txt ");
        assertThat(text()).isEqualTo("good\nbye\n");
    }

    @Test
    void showsControlCharactersOfAReplyInsteadOfObeyingThem() throws IOException {
        String hostile = REPLY.replace("greeting.txt", "gre\u001b[2Jeting.txt");

        Invocation refused = greeting("hello\nwrld\n").input(hostile).run("apply");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).doesNotContain("\u001b");
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        Invocation failed = TestedCommand.in(directory).input(REPLY).run("apply", "--root", "nowhere");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("Cannot read " + directory.resolve("nowhere"));
        assertThat(failed.err().lines()).hasSize(1);
    }

    @Test
    void countsAMissingReplyAsWrongUsage() {
        Invocation misused = TestedCommand.in(directory).run("apply", "reply.txt");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err())
                .startsWith(
                        "pimainteno: cannot read the reply in " + directory.resolve("reply.txt") + ": there is no ");
    }

    @Test
    void refusesOptionsThatABatchWouldIgnore() {
        Invocation misused = TestedCommand.in(directory).run("apply", "--batch", "--check");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).startsWith("pimainteno: --batch takes no --check, --explain, --root or FILE");
    }

    @Test
    void touchesNeitherStateNorConfiguration() {
        greeting("hello\nwrld\n").input(REPLY).run("apply", "--config", "missing.toml");

        assertThat(directory.resolve("home")).doesNotExist();
    }

    private TestedCommand greeting(String text) {
        return TestedCommand.in(directory).file("greeting.txt", text);
    }

    private String text() throws IOException {
        return Files.readString(directory.resolve("greeting.txt"));
    }
}
