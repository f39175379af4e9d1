package dev.pimainteno.gate;

import dev.pimainteno.change.FileEdit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where projects keep what belongs to their tests: the files that they compare with and read, and what helps them. */
final class TestPaths {
    private static final List<PathGlob> GLOBS = Stream.of(
                    "{test,tests,__tests__,*.test,*.tests}/**",
                    "src/{it,testFixtures,integrationTest,functionalTest,androidTest,commonTest,jvmTest,jsTest}/**",
                    "{testdata,test-data,test_data,test-fixtures,test_fixtures,fixtures,golden,goldens}/**",
                    "{__snapshots__,__fixtures__,__mocks__}/**",
                    "*.{snap,ambr,golden,expected,approved,verified}",
                    "*.{golden,expected,approved,verified}.{txt,json,xml,yaml,yml,csv,md}")
            .map(glob -> PathGlob.parse("**/" + glob))
            .toList();

    private TestPaths() {}

    /** Tells whether a file lies there before an edit or after it. */
    static boolean concern(FileEdit edit) {
        return Stream.of(edit.before(), edit.after())
                .flatMap(Optional::stream)
                .anyMatch(path -> GLOBS.stream().anyMatch(glob -> glob.matches(path)));
    }
}
