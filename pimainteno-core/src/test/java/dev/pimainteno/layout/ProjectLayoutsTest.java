package dev.pimainteno.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectLayoutsTest {
    private static final String TEST_SCRIPT =
            "{\"scripts\": {\"test\": \"vitest run\"}, \"devDependencies\": {\"vitest\": \"3\"}}";

    /** Files as {@code path=text}, an executable one with {@code !} in front; then the guess. */
    static Stream<Arguments> layouts() {
        return Stream.of(
                layout("mvn -B -q verify", "pom.xml=<project/>"),
                layout("./mvnw -B -q verify", "pom.xml=<project/>", "!mvnw=#!/bin/sh"),
                layout("sh ./mvnw -B -q verify", "pom.xml=<project/>", "mvnw=#!/bin/sh"),
                layout("gradle --no-daemon check", "build.gradle="),
                layout("./gradlew --no-daemon check", "settings.gradle.kts=", "!gradlew=#!/bin/sh"),
                layout("cargo test", "Cargo.toml=[package]"),
                layout("cargo test --locked", "Cargo.toml=[package]", "Cargo.lock="),
                layout("go test ./...", "go.mod=module shop"),
                layout("npm ci && npm test", "package.json=" + TEST_SCRIPT, "package-lock.json={}"),
                layout("npm install --no-package-lock && npm test", "package.json=" + TEST_SCRIPT),
                layout("npm test", "package.json={\"scripts\":{\"test\":\"node --test\"}}"),
                layout("pnpm install --frozen-lockfile && pnpm test", "package.json=" + TEST_SCRIPT, "pnpm-lock.yaml="),
                layout("yarn install --frozen-lockfile && yarn test", "package.json=" + TEST_SCRIPT, "yarn.lock="),
                layout(
                        "yarn install --immutable && yarn test",
                        "package.json=" + TEST_SCRIPT,
                        "yarn.lock=",
                        ".yarnrc.yml="),
                layout("bun install --frozen-lockfile && bun run test", "package.json=" + TEST_SCRIPT, "bun.lock="),
                layout("python3 -m pytest -q", "pyproject.toml=[tool.pytest.ini_options]\n"),
                layout("uv run --frozen pytest -q", "pyproject.toml=[tool.pytest.ini_options]\n", "uv.lock="),
                layout("python3 -m pytest -q", "pytest.ini="),
                layout("python3 -m pytest -q", "setup.cfg=[metadata]\n[tool:pytest]\n", "tox.ini=[tox]"),
                layout("python3 -m pytest -q", "requirements.txt=flask\npytest==8\n", "tests/test_shop.py="),
                layout("tox", "tox.ini=[tox]\n[testenv]\ndeps = pytest\n", "tests/test_shop.py="),
                layout("python3 -m unittest discover -s tests -t .", "setup.py=", "tests/test_shop.py="),
                layout("mix test", "mix.exs="),
                layout("swift test", "Package.swift="),
                layout("make test", "Makefile=all: shop\n\n.PHONY: test\ntest: shop\n\t./test.sh\n"),
                layout("make test", "Makefile=lint test:\n\ttrue\n"),
                layout("make check", "GNUmakefile=check:: a b\n", "Makefile=test:\n"),
                layout(
                        "meson setup build-verify && meson test -C build-verify --print-errorlogs",
                        "meson.build=project('shop', 'c')\ntest('all', shop)\n"),
                layout(
                        "cmake -S . -B build-verify && cmake --build build-verify"
                                + " && ctest --test-dir build-verify --output-on-failure",
                        "CMakeLists.txt=project(shop)\nenable_testing()\n"));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void guessesHowALayoutIsVerified(String commands, List<String> files) {
        List<VerifyGuess> guesses = ProjectLayouts.known().guess(tree(files));

        assertThat(guesses).hasSize(1);
        assertThat(text(guesses.get(0))).isEqualTo(commands);
        assertThat(guesses.get(0).evidence())
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(files).anyMatch(f -> f.replace("!", "").startsWith(file)));
    }

    static Stream<List<String>> projectsWithoutTests() {
        return Stream.of(
                List.of(),
                List.of("README.md=shop"),
                List.of("package.json={}"),
                List.of("package.json={\"scripts\":{\"test\":\"echo \\\"Error: no test specified\\\" && exit 1\"}}"),
                List.of("package.json={\"scripts\":{\"test\":", "package-lock.json={}"),
                List.of("package.json=[]"),
                List.of("package.json="),
                List.of("Makefile=all:\n\ttest -f x\n.PHONY: test\ntest := 1\ntested:\n"),
                List.of("CMakeLists.txt=# enable_testing()\n"),
                List.of("meson.build=project('shop')\n"),
                List.of("setup.py=", "src/test_shop.txt="),
                List.of("requirements.txt=pytest\n"),
                List.of("sub/pom.xml=<project/>"));
    }

    @ParameterizedTest
    @MethodSource("projectsWithoutTests")
    void guessesNothingWhereNothingIsSaidOfTests(List<String> files) {
        assertThat(ProjectLayouts.known().guess(tree(files))).isEmpty();
    }

    @Test
    void namesEveryLayoutThatAProjectHasTheLanguagesFirst() {
        List<VerifyGuess> guesses =
                ProjectLayouts.known().guess(tree(List.of("Makefile=test:\n", "go.mod=", "pom.xml=", "README.md=")));

        assertThat(guesses)
                .extracting(ProjectLayoutsTest::text)
                .containsExactly("mvn -B -q verify", "go test ./...", "make test");
    }

    @Test
    void readsNoBuildFileThatNobodyCouldHaveWritten() {
        FileTree tree =
                FileTree.of(Map.of("Makefile", ("test:\n" + "#".repeat(300 << 10)).getBytes(StandardCharsets.UTF_8)));

        assertThat(ProjectLayouts.known().guess(tree)).isEmpty();
    }

    @Test
    void takesALinkForNoFile() {
        FileTree tree = modal(Map.of("pom.xml", "elsewhere"), FileMode.SYMLINK);

        assertThat(ProjectLayouts.known().guess(tree)).isEmpty();
    }

    private static Arguments layout(String commands, String... files) {
        return Arguments.of(commands, List.of(files));
    }

    private static String text(VerifyGuess guess) {
        return String.join(
                " && ", guess.commands().stream().map(Object::toString).toList());
    }

    private static FileTree tree(List<String> files) {
        Map<String, String> texts = new HashMap<>();
        Map<String, FileMode> modes = new HashMap<>();
        for (String file : files) {
            String[] parts = file.split("=", 2);
            String path = parts[0].replace("!", "");
            texts.put(path, parts[1]);
            modes.put(path, parts[0].startsWith("!") ? FileMode.EXECUTABLE : FileMode.REGULAR);
        }
        return new Texts(texts, modes);
    }

    private static FileTree modal(Map<String, String> texts, FileMode mode) {
        Map<String, FileMode> modes = new HashMap<>();
        texts.keySet().forEach(path -> modes.put(path, mode));
        return new Texts(texts, modes);
    }

    private record Texts(Map<String, String> texts, Map<String, FileMode> modes) implements FileTree {
        @Override
        public List<TreeEntry> entries() {
            return texts.keySet().stream()
                    .sorted()
                    .map(path -> entry(path).orElseThrow())
                    .toList();
        }

        @Override
        public Optional<TreeEntry> entry(String path) {
            return Optional.ofNullable(modes.get(path)).map(mode -> new TreeEntry(path, mode, content(path).length));
        }

        @Override
        public byte[] content(String path) {
            return String.valueOf(texts.get(path)).getBytes(StandardCharsets.UTF_8);
        }
    }
}
