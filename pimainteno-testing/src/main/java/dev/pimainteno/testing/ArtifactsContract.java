package dev.pimainteno.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.Artifact;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.project.RunId;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Artifacts} must do. An implementation's test extends this class; the storage behind {@link #open()} is
 * empty at the beginning of each test.
 */
public abstract class ArtifactsContract {
    private static final RunId RUN = new RunId("20260301-120000-000001");
    private static final RunId OTHER = new RunId("20260301-120000-000002");
    private static final ArtifactName PROMPT = new ArtifactName("prompt-1.txt");
    private static final ArtifactName REPLY = new ArtifactName("reply-1.txt");
    private static final int LARGE = 100_000;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Artifacts artifacts;

    /** Opens the artifacts, each time on the same storage within one test. */
    protected abstract Artifacts open() throws Exception;

    /** Returns how many bytes are kept of one text, 4 to 50,000; {@link Integer#MAX_VALUE} if all of them are. */
    protected abstract int maxBytes();

    /** Whether texts outlive the object that they were kept with. */
    protected boolean survivesReopen() {
        return false;
    }

    @BeforeEach
    final void openArtifacts() throws Exception {
        artifacts = open();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(artifacts.read(RUN, PROMPT)).isEmpty();
        assertThat(artifacts.names(RUN)).isEmpty();
        assertThat(artifacts.runs()).isEmpty();
    }

    @Test
    void returnsWhatWasKept() throws Exception {
        String text = "Größe\n🙂\r\n\0";

        Artifact kept = artifacts.keep(RUN, PROMPT, text);

        assertThat(artifacts.read(RUN, PROMPT)).hasValue(text);
        assertThat(kept).isEqualTo(new Artifact(PROMPT, sha256(text), text.getBytes(UTF_8).length, true));
    }

    @Test
    void keepsAnEmptyText() throws Exception {
        assertThat(artifacts.keep(RUN, PROMPT, "")).isEqualTo(new Artifact(PROMPT, sha256(""), 0, true));
        assertThat(artifacts.read(RUN, PROMPT)).hasValue("");
    }

    @Test
    void replacesAShorterOrLongerOneOfThatName() {
        artifacts.keep(RUN, PROMPT, "a");
        artifacts.keep(RUN, PROMPT, "abc");
        assertThat(artifacts.read(RUN, PROMPT)).hasValue("abc");

        artifacts.keep(RUN, PROMPT, "d");

        assertThat(artifacts.read(RUN, PROMPT)).hasValue("d");
    }

    @Test
    void keepsRunsAndNamesApartInOrder() {
        artifacts.keep(OTHER, REPLY, "c");
        artifacts.keep(RUN, REPLY, "b");
        artifacts.keep(RUN, PROMPT, "a");

        assertThat(artifacts.runs()).containsExactly(RUN, OTHER);
        assertThat(artifacts.names(RUN)).containsExactly(PROMPT, REPLY);
        assertThat(artifacts.names(OTHER)).containsExactly(REPLY);
        assertThat(artifacts.read(RUN, REPLY)).hasValue("b");
        assertThat(artifacts.read(OTHER, PROMPT)).isEmpty();
    }

    @Test
    void removesWhatWasKeptOfOneRun() {
        artifacts.keep(RUN, PROMPT, "a");
        artifacts.keep(RUN, REPLY, "b");
        artifacts.keep(OTHER, PROMPT, "c");

        artifacts.remove(RUN);
        artifacts.remove(RUN);

        assertThat(artifacts.runs()).containsExactly(OTHER);
        assertThat(artifacts.names(RUN)).isEmpty();
        assertThat(artifacts.read(RUN, PROMPT)).isEmpty();
        assertThat(artifacts.read(OTHER, PROMPT)).hasValue("c");
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() throws Exception {
        if (maxBytes() > LARGE) {
            assertThat(artifacts.keep(RUN, PROMPT, "x".repeat(LARGE)).whole()).isTrue();
            return;
        }
        String begin = "x".repeat(maxBytes());

        Artifact whole = artifacts.keep(RUN, PROMPT, begin);
        Artifact cut = artifacts.keep(RUN, REPLY, begin + "y");

        assertThat(whole.whole()).isTrue();
        assertThat(cut).isEqualTo(new Artifact(REPLY, sha256(begin), maxBytes(), false));
        assertThat(artifacts.read(RUN, REPLY)).hasValue(begin);
    }

    @Test
    void cutsBetweenCharactersOnly() throws Exception {
        int maxBytes = Math.min(maxBytes(), LARGE);
        for (String character : List.of("é", "€", "🙂")) {
            for (int over = 1; over <= 4; over++) {
                String begin = "x".repeat(maxBytes - over);
                boolean fits = maxBytes() > LARGE || over >= character.getBytes(UTF_8).length;

                Artifact cut = artifacts.keep(RUN, PROMPT, begin + character + "yyyy");

                String kept = artifacts.read(RUN, PROMPT).orElseThrow();
                assertThat(kept).doesNotContain("\ufffd").startsWith(begin);
                assertThat(kept.startsWith(begin + character))
                        .as("%s at %d", character, over)
                        .isEqualTo(fits);
                assertThat(cut.sha256()).isEqualTo(sha256(kept));
                assertThat(cut.bytes()).isEqualTo(kept.getBytes(UTF_8).length);
                assertThat(cut.whole()).isEqualTo(maxBytes() > LARGE);
            }
        }
    }

    @Test
    void remembersAsLongAsItSays() throws Exception {
        artifacts.keep(RUN, PROMPT, "a");

        Artifacts later = open();

        assertThat(later.read(RUN, PROMPT).isPresent()).isEqualTo(survivesReopen());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
