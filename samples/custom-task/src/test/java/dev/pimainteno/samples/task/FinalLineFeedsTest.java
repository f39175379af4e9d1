package dev.pimainteno.samples.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinalLineFeedsTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TemporaryRepository checkout;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Pipeline pipeline;

    @BeforeEach
    void begin() {
        checkout = TemporaryRepository.create(directory.resolve("checkout"));
        pipeline = FinalLineFeeds.pipeline(directory.resolve("state"));
    }

    @Test
    void commitsTheMissingLineFeeds() throws Exception {
        checkout.commit(
                "Begin",
                Map.of(
                        "README.md", "# Shop",
                        "src/App.java", "class App {\r\n}",
                        "src/Whole.java", "class Whole {}\n",
                        "empty.txt", "",
                        "logo.png", "no text"));

        RunReport report = FinalLineFeeds.run(pipeline, checkout.path());

        assertThat(report.outcome()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(read("README.md")).isEqualTo("# Shop\n");
        assertThat(read("src/App.java")).isEqualTo("class App {\r\n}\r\n");
        assertThat(read("src/Whole.java")).isEqualTo("class Whole {}\n");
        assertThat(read("empty.txt")).isEmpty();
        assertThat(read("logo.png")).isEqualTo("no text");
        assertThat(checkout.messages("main"))
                .hasSize(2)
                .first()
                .asString()
                .contains("Pimainteno-Task: final-line-feed");
        assertThat(checkout.dirtyPaths()).isEmpty();
    }

    @Test
    void findsNothingMoreAndThenDoesNotLookAgain() throws Exception {
        checkout.commit("Begin", Map.of("README.md", "# Shop"));
        FinalLineFeeds.run(pipeline, checkout.path());
        CommitId mended = checkout.head();

        assertThat(FinalLineFeeds.run(pipeline, checkout.path()).reason()).isEqualTo("every file ends in a line feed");
        assertThat(FinalLineFeeds.run(pipeline, checkout.path()).outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(checkout.head()).isEqualTo(mended);
    }

    @Test
    void mendsInSeveralRunsWhatIsTooMuchForOne() throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (int i = 10; i < 25; i++) {
            files.put("page-" + i + ".md", "page " + i);
        }
        checkout.commit("Begin", files);

        assertThat(FinalLineFeeds.run(pipeline, checkout.path()).outcome()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(read("page-19.md")).endsWith("\n");
        assertThat(read("page-20.md")).doesNotEndWith("\n");
        assertThat(FinalLineFeeds.run(pipeline, checkout.path()).outcome()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(read("page-24.md")).endsWith("\n");
    }

    @Test
    void leavesACheckoutAloneInWhichSomebodyIsAtWork() throws Exception {
        CommitId begin = checkout.commit("Begin", Map.of("README.md", "# Shop"));
        checkout.write("README.md", "# Shop, half way");

        RunReport report = FinalLineFeeds.run(pipeline, checkout.path());

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(read("README.md")).isEqualTo("# Shop, half way");
        assertThat(checkout.head()).isEqualTo(begin);
    }

    private String read(String file) throws IOException {
        return Files.readString(checkout.path().resolve(file));
    }
}
