package dev.pimainteno.jdbc;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    private Map<String, String> owned() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        Map.of("shop", scene.shop().resolve(".git"), "remote", scene.remote())
                .forEach((name, repository) -> files(
                                repository,
                                path -> CHANGES_WITH_COMMITS.stream().noneMatch(path::startsWith))
                        .forEach((path, content) -> hashes.put(name + "/" + path, hash("SHA-256", content))));
        // The program that takes a push has been disturbed as well, and what it leaves is not ours to take away.
        hashes.remove("remote/HEAD.lock");
        return hashes;
    }

    private Map<String, String> checkedOut() {
        return files(scene.shop(), path -> !path.startsWith(".git/")).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, file -> new String(file.getValue(), StandardCharsets.ISO_8859_1)));
    }

    private static String committed(Path repository) throws InterruptedException {
        return CrashScene.git(repository, "ls-tree", "-r", "--format=%(objectmode) %(objectname) %(path)", "main");
    }

    /** Returns how Git lists files. */
    private static String listing(Map<String, String> files) {
        return new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> "100644 " + blob(file.getValue()) + " " + file.getKey())
                        .collect(joining("\n"));
    }

    private static String blob(String text) {
        return hash("SHA-1", ("blob " + text.length() + "\0" + text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String references(Path repository) throws InterruptedException {
        return CrashScene.git(repository, "for-each-ref", "--format=%(refname)");
    }

    private static Map<String, byte[]> files(Path root, Predicate<String> wanted) {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                if (wanted.test(name)) {
                    contents.put(name, Files.readAllBytes(path));
                }
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
