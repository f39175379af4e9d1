package dev.pimainteno.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.report.Reports.Coverage;
import dev.pimainteno.report.Reports.Finding;
import dev.pimainteno.report.Reports.TestEnd;
import dev.pimainteno.report.Reports.TestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads files that real tools have written, and some that nobody should write. */
class ReportFilesTest {
    @TempDir
    Path root;

    @Test
    void readsWhatSurefireWrites() throws IOException {
        put("surefire.xml", "module/target/surefire-reports/TEST-till.TillTest.xml");

        Reports reports = read();

        assertThat(reports.tests())
                .containsEntry(new TestName("till.TillTest", "adds"), TestEnd.PASSED)
                .containsEntry(new TestName("till.TillTest", "fails"), TestEnd.FAILED)
                .containsEntry(new TestName("till.TillTest", "isSkipped"), TestEnd.SKIPPED)
                .hasSize(3);
        assertThat(reports.failures().get(new TestName("till.TillTest", "fails")))
                .contains("expected: <5>");
        assertThat(reports.unreadable()).isEmpty();
    }

    @Test
    void readsWhatPytestWrites() throws IOException {
        put("pytest.xml", "junit.xml");

        Reports reports = read();

        assertThat(reports.tests())
                .containsEntry(new TestName("test_till", "test_adds"), TestEnd.PASSED)
                .containsEntry(new TestName("test_till", "test_fails"), TestEnd.FAILED)
                .containsEntry(new TestName("test_till", "test_later"), TestEnd.SKIPPED);
    }

    @Test
    void readsWhatJacocoWritesWithItsDocumentType() throws IOException {
        put("jacoco.xml", "target/site/jacoco/jacoco.xml");

        assertThat(read().coverage()).containsEntry("JaCoCo", new Coverage(4, 1));
    }

    @Test
    void addsUpTheCoverageOfModules() throws IOException {
        put("jacoco.xml", "a/target/site/jacoco/jacoco.xml");
        put("jacoco.xml", "b/target/site/jacoco/jacoco.xml");

        assertThat(read().coverage()).containsEntry("JaCoCo", new Coverage(8, 2));
    }

    @Test
    void readsCoberturasForm() throws IOException {
        put("cobertura.xml", "coverage.xml");

        assertThat(read().coverage()).containsEntry("Cobertura", new Coverage(3, 1));
    }

    @Test
    void readsTracefiles() throws IOException {
        write("coverage/lcov.info", "TN:\nSF:src/till.js\nDA:1,1\nDA:2,0\nDA:3,-5\nend_of_record\n");

        assertThat(read().coverage()).containsEntry("LCOV", new Coverage(2, 1));
    }

    @Test
    void readsErrorsOfSarifWithTheLevelsOfRules() throws IOException {
        put("analysis.sarif", "build/analysis.sarif");

        assertThat(read().errors())
                .containsExactlyInAnyOrder(
                        new Finding("S1", "src/a.c", 3, "buffer overflow"),
                        new Finding("S2", "src/b.c", 4, "by the level of its rule"));
    }

    @Test
    void looksAtNoFileOfTheProjectAndDeletesNone() throws IOException {
        put("surefire.xml", "docs/junit.xml");
        put("surefire.xml", "target/surefire-reports/TEST-a.xml");
        put("surefire.xml", "node_modules/x/junit.xml");
        ReportFiles files = new ReportFiles(root, "docs/junit.xml"::equals);

        assertThat(files.read().tests()).hasSize(3);
        files.clear();

        assertThat(root.resolve("docs/junit.xml")).exists();
        assertThat(root.resolve("node_modules/x/junit.xml")).exists();
        assertThat(root.resolve("target/surefire-reports/TEST-a.xml")).doesNotExist();
        assertThat(files.read().tests()).isEmpty();
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Path tree = Files.createDirectories(root.resolve("tree"));
        Files.writeString(elsewhere.resolve("junit.xml"), "<testsuite><testcase name='a'/></testsuite>");
        Files.createSymbolicLink(tree.resolve("junit.xml"), elsewhere.resolve("junit.xml"));
        Files.createSymbolicLink(tree.resolve("target"), elsewhere);
        ReportFiles files = new ReportFiles(tree, path -> false);

        files.clear();

        assertThat(files.read()).isEqualTo(Reports.none());
        assertThat(elsewhere.resolve("junit.xml")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<testsuite",
                "<html/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='&e;'/></testsuite>"
            })
    void saysOfWhatItCannotRead(String content) throws IOException {
        write("junit.xml", content);

        Reports reports = read();

        assertThat(reports.unreadable()).singleElement().asString().startsWith("junit.xml: ");
        assertThat(reports.failures().toString() + reports.tests()).doesNotContain("root:");
    }

    @Test
    void replacesNoEntity() throws IOException {
        write(
                "junit.xml",
                "<!DOCTYPE x [<!ENTITY e 'expanded'>]><testsuite><testcase name='a'><failure>&e;</failure></testcase></testsuite>");

        assertThat(read().failures().toString()).doesNotContain("expanded");
    }

    @Test
    void readsNothingThatIsNestedWithoutEnd() throws IOException {
        write("junit.xml", "<testsuite>".repeat(5_000));

        assertThat(read().unreadable()).singleElement().asString().contains("nested");
    }

    @Test
    void readsNothingThatIsTooLarge() throws IOException {
        write("junit.xml", "<testsuite>" + " ".repeat(33 << 20) + "</testsuite>");

        assertThat(read().unreadable()).singleElement().asString().contains("larger");
    }

    private Reports read() {
        return new ReportFiles(root, path -> false).read();
    }

    private void put(String resource, String path) throws IOException {
        try (InputStream content = requireNonNull(getClass().getResourceAsStream(resource), resource)) {
            Path file = root.resolve(path);
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, content.readAllBytes());
        }
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }
}
