package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The bytes of a scene's checkout and of its remote, which must be those of before a change or those of after it; what belongs
 * to the repositories and to no commit must be as it was in both.
 */
final class SceneBytes {
    /** What a commit may add to or change in a repository; the rest is its owner's. */
    private static final List<String> CHANGES_WITH_COMMITS =
            List.of("objects/", "refs/", "logs/", "index", "packed-refs", "FETCH_HEAD", "ORIG_HEAD");

    private final CrashScene scene;
    private final Path remembered;

    SceneBytes(CrashScene scene, Path remembered) {
        this.scene = scene;
        this.remembered = remembered;
    }

    /** Notes what may not change. */
    void remember() throws IOException {
        Properties owned = new Properties();
        owned.putAll(owned());
        try (var out = Files.newOutputStream(remembered)) {
            owned.store(out, null);
        }
    }

    /**
     * Compares everything with what it was, and with what it must be.
     *
     * @param changedHere whether the checkout has the change
     * @param changedThere whether the remote has it
     */
    void require(boolean changedHere, boolean changedThere) throws Exception {
        Properties owned = new Properties();
        try (var in = Files.newInputStream(remembered)) {
            owned.load(in);
        }
        assertThat(owned()).as("what belongs to no commit").isEqualTo(owned);
        assertThat(checkedOut()).as("the checkout's files").isEqualTo(CrashScene.files(changedHere));
        assertThat(committed(scene.shop())).as("the branch").isEqualTo(listing(CrashScene.files(changedHere)));
        assertThat(committed(scene.remote()))
                .as("the remote's branch")
                .isEqualTo(listing(CrashScene.files(changedThere)));
        assertThat(references(scene.shop())).isEqualTo("refs/heads/main\nrefs/remotes/origin/main");
        assertThat(references(scene.remote())).isEqualTo("refs/heads/main");
    }

    private Map<String, String> owned() {
        Map<String, String> owned = new TreeMap<>();
        Map.of("shop", scene.shop().resolve(".git"), "remote", scene.remote())
                .forEach((name, repository) -> files(
                                repository,
                                path -> CHANGES_WITH_COMMITS.stream().noneMatch(path::startsWith))
                        .forEach((path, content) -> owned.put(name + "/" + path, content)));
        return owned;
    }

    private Map<String, String> checkedOut() {
        return files(scene.shop(), path -> !path.startsWith(".git/"));
    }

    private static String committed(Path repository) throws InterruptedException {
        return CrashScene.git(repository, "ls-tree", "-r", "main");
    }

    /** Returns how Git lists files. */
    private static String listing(Map<String, String> files) {
        return new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> "100644 blob " + blob(file.getValue()) + "\t" + file.getKey())
                        .collect(joining("\n"));
    }

    private static String blob(String text) {
        try {
            byte[] blob = ("blob " + text.length() + "\0" + text).getBytes(ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String references(Path repository) throws InterruptedException {
        return CrashScene.git(repository, "for-each-ref", "--format=%(refname)");
    }

    private static Map<String, String> files(Path root, Predicate<String> wanted) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                if (wanted.test(name)) {
                    contents.put(name, Files.readString(path, ISO_8859_1));
                }
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
