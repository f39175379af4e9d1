package dev.pimainteno.gate;

import java.util.List;
import java.util.Optional;

/** The families of languages whose tests are known. */
final class TestLanguages {
    private static final List<TestLanguage> ALL = List.of(
            JvmTests.LANGUAGE,
            PythonTests.LANGUAGE,
            ScriptTests.LANGUAGE,
            GoTests.LANGUAGE,
            RustTests.LANGUAGE,
            ShellTests.LANGUAGE);

    private TestLanguages() {}

    /** Returns the family whose test file this is, if it is one. */
    static Optional<TestLanguage> of(String path, String text) {
        return ALL.stream().filter(language -> language.isTestFile(path, text)).findFirst();
    }
}
