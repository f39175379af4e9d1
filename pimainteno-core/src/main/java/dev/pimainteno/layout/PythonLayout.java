package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Python project with tests: by pytest, by tox, or by the standard library's own runner. Immutable. */
record PythonLayout() implements ProjectLayout {
    private static final Pattern PYTEST_SECTION =
            Pattern.compile("^\\[(tool:pytest|tool\\.pytest[^]]*|pytest)]", Pattern.MULTILINE);
    private static final Pattern PYTEST = Pattern.compile("(?<![\\w.-])pytest(?![\\w.-]*\\.(?:py|md))");
    private static final Pattern TOX_SECTION = Pattern.compile("^\\[(tool\\.tox|tox(:tox)?)]", Pattern.MULTILINE);
    private static final Pattern TEST_MODULE = Pattern.compile("(?:tests?/)?(?:test_[^/]*|[^/]*_test)\\.py");
    private static final Pattern STANDARD_TEST_MODULE = Pattern.compile("tests?/test[^/]*\\.py");

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        Optional<String> project = files.first("pyproject.toml", "setup.cfg", "setup.py", "requirements.txt");
        Optional<String> pytest = pytest(files);
        if (pytest.isPresent()) {
            return Optional.of(byPytest(files, pytest.get()));
        }
        if (files.has("tox.ini") || files.mentions("pyproject.toml", TOX_SECTION)) {
            return Optional.of(VerifyGuess.of(Command.of("tox"), files.has("tox.ini") ? "tox.ini" : "pyproject.toml"));
        }
        if (project.isPresent() && files.hasLike(STANDARD_TEST_MODULE)) {
            String directory = files.hasLike(Pattern.compile("tests/test[^/]*\\.py")) ? "tests" : "test";
            return Optional.of(VerifyGuess.of(
                    Command.of("python3", "-m", "unittest", "discover", "-s", directory, "-t", "."),
                    project.get(),
                    directory + "/"));
        }
        return Optional.empty();
    }

    /** Returns the file that shows the use of pytest. */
    private static Optional<String> pytest(RootFiles files) {
        for (String file : new String[] {"pyproject.toml", "setup.cfg", "tox.ini"}) {
            if (files.mentions(file, PYTEST_SECTION)) {
                return Optional.of(file);
            }
        }
        Optional<String> own = files.first("pytest.ini", "conftest.py", "tests/conftest.py", "test/conftest.py");
        if (own.isPresent() || files.has("tox.ini")) {
            return own;
        }
        for (String file : new String[] {
            "pyproject.toml",
            "setup.cfg",
            "setup.py",
            "requirements-dev.txt",
            "dev-requirements.txt",
            "requirements.txt"
        }) {
            // The names of all files are asked for last: it may take time.
            if (files.mentions(file, PYTEST) && files.hasLike(TEST_MODULE)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static VerifyGuess byPytest(RootFiles files, String evidence) {
        if (files.has("uv.lock")) {
            return VerifyGuess.of(Command.of("uv", "run", "--frozen", "pytest", "-q"), evidence, "uv.lock");
        }
        return VerifyGuess.of(Command.of("python3", "-m", "pytest", "-q"), evidence);
    }
}
