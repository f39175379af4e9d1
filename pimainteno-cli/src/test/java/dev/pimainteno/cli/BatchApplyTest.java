package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.patch.PatchEngine;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchApplyTest {
    private static final String REPLY = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-one\n+two\n";

    @TempDir
    Path directory;

    @Test
    void answersEachRequestInOrderWithItsName() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "one\n");

        String answers = answers(request("p1", REPLY) + "\n" + request("p2", REPLY) + "\n");

        assertThat(answers.lines()).first().isEqualTo("{\"id\":\"p1\",\"ok\":true}");
        assertThat(answers.lines()).last().asString().startsWith("{\"id\":\"p2\",\"ok\":false,\"msg\":\"");
        assertThat(directory.resolve("a.txt")).hasContent("two\n");
    }

    @Test
    void takesARequestWithoutALineEnd() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "one\n");

        assertThat(answers(request("p1", REPLY))).isEqualTo("{\"id\":\"p1\",\"ok\":true}\n");
    }

    @Test
    void takesAReplyInBase64ByteForByte() throws IOException {
        Files.write(directory.resolve("a.txt"), new byte[] {'o', (byte) 0xe9, '\n'});
        byte[] reply = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-o?\n+p?\n".getBytes(UTF_8);
        for (int i = 0; i < reply.length; i++) {
            reply[i] = reply[i] == '?' ? (byte) 0xe9 : reply[i];
        }
        String encoded = Base64.getEncoder().encodeToString(reply);

        String answer = answers("{\"id\":1.50,\"dir\":\"" + directory + "\",\"reply_b64\":\"" + encoded + "\"}\n");

        assertThat(answer).isEqualTo("{\"id\":1.50,\"ok\":true}\n");
        assertThat(directory.resolve("a.txt")).hasBinaryContent(new byte[] {'p', (byte) 0xe9, '\n'});
    }

    static Stream<Arguments> brokenRequests() {
        return Stream.of(
                Arguments.of("nonsense", "{\"id\":null,\"ok\":false,\"msg\":\"not a JSON object in one line: "),
                Arguments.of("[]", "{\"id\":null,\"ok\":false,\"msg\":\"the request is no JSON object\"}"),
                Arguments.of("{\"id\":\"x\"", "{\"id\":\"x\",\"ok\":false,\"msg\":\"not a JSON object in one line: "),
                Arguments.of("{\"id\":\"x\"}", "{\"id\":\"x\",\"ok\":false,\"msg\":\"dir: the directory to edit is"),
                Arguments.of("{\"id\":\"x\"} 1", "{\"id\":\"x\",\"ok\":false,\"msg\":\"there is something after"),
                Arguments.of(
                        "{\"id\":[1]}", "{\"id\":null,\"ok\":false,\"msg\":\"id: a string or a number is needed\"}"),
                Arguments.of("{\"id\":3,\"dir\":7}", "{\"id\":3,\"ok\":false,\"msg\":\"dir: a string is needed\"}"),
                Arguments.of(
                        "{\"id\":3,\"dir\":\"tree\",\"reply\":\"\"}",
                        "{\"id\":3,\"ok\":false,\"msg\":\"dir: an absolute path is needed, not 'tree'\"}"),
                Arguments.of(
                        "{\"id\":3,\"dir\":\"/nowhere/at/all\",\"reply\":\"\"}",
                        "{\"id\":3,\"ok\":false,\"msg\":\"Cannot read /nowhere/at/all"),
                Arguments.of(
                        "{\"id\":3,\"dir\":\"/tmp\\u0000\",\"reply\":\"\"}",
                        "{\"id\":3,\"ok\":false,\"msg\":\"Nul character not allowed: /tmp\\u0000\"}"),
                Arguments.of(
                        "{\"id\":3,\"dir\":\"/\",\"reply\":\"\",\"reply_b64\":\"\"}",
                        "{\"id\":3,\"ok\":false,\"msg\":\"one of reply and reply_b64 is needed\"}"),
                Arguments.of("{\"id\":3,\"dir\":\"/\"}", "{\"id\":3,\"ok\":false,\"msg\":\"one of reply and"),
                Arguments.of(
                        "{\"id\":3,\"dir\":\"/\",\"reply_b64\":\"!\"}",
                        "{\"id\":3,\"ok\":false,\"msg\":\"reply_b64: not Base64: "),
                Arguments.of(
                        "{\"id\":\"\\ud800\",\"dir\":\"x\"}",
                        "{\"id\":\"\\uD800\",\"ok\":false,\"msg\":\"dir: an absolute"));
    }

    @ParameterizedTest
    @MethodSource("brokenRequests")
    void answersABrokenRequestAndGoesOn(String request, String beginning) throws IOException {
        Files.writeString(directory.resolve("a.txt"), "one\n");

        String answers = answers(request + "\n" + request("next", REPLY) + "\n");

        assertThat(answers.lines()).first().asString().startsWith(beginning);
        assertThat(answers.lines()).last().isEqualTo("{\"id\":\"next\",\"ok\":true}");
        assertThat(answers.lines()).hasSize(2);
    }

    @Test
    void passesOverARequestThatIsTooLong() throws IOException {
        byte[] piece = " ".repeat(1 << 20).getBytes(UTF_8);
        InputStream huge = new SequenceInputStream(Collections.enumeration(Stream.concat(
                        Collections.nCopies(65, piece).stream().map(ByteArrayInputStream::new),
                        Stream.of(new ByteArrayInputStream("\nnonsense\n".getBytes(UTF_8))))
                .toList()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new BatchApply(PatchEngine.create()).answer(huge, out);

        assertThat(out.toString(UTF_8).lines()).hasSize(2);
        assertThat(out.toString(UTF_8)).startsWith("{\"id\":null,\"ok\":false,\"msg\":\"the request is over 67108864");
    }

    @Test
    @Timeout(60)
    void answersBeforeTheNextRequestComes() throws Exception {
        PipedOutputStream requests = new PipedOutputStream();
        PipedInputStream answers = new PipedInputStream();
        PipedInputStream in = new PipedInputStream(requests);
        OutputStream out = new BufferedOutputStream(new PipedOutputStream(answers));
        Thread batch = new Thread(() -> answer(in, out));
        batch.start();
        try (requests) {
            requests.write("nonsense\n".getBytes(UTF_8));
            requests.flush();

            assertThat(answers.read()).isEqualTo('{');
        }
        batch.join();
    }

    @Test
    void endsWithItsInput() {
        Invocation ended = TestedCommand.in(directory).input("\n \r\n").run("apply", "--batch");

        assertThat(ended).isEqualTo(new Invocation(0, "", ""));
    }

    private String answers(String requests) {
        Invocation batch = TestedCommand.in(directory).input(requests).run("apply", "--batch");
        assertThat(batch.exitCode()).isZero();
        return batch.out();
    }

    private static void answer(InputStream in, OutputStream out) {
        try {
            new BatchApply(PatchEngine.create()).answer(in, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String request(String id, String reply) {
        return "{\"id\":\"" + id + "\",\"dir\":\"" + directory + "\",\"reply\":\"" + reply.replace("\n", "\\n") + "\"}";
    }
}
