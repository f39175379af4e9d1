package dev.pimainteno.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a directory, as text that can be compared and read in a failed assertion. */
final class DirectoryState {
    private DirectoryState() {}

    /** Returns for each path below the directory what is there: kind, whether it is executable, digest of the content. */
    static Map<String, String> of(Path directory) {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                state.put(directory.relativize(path).toString(), describe(path));
            }
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link to " + Files.readSymbolicLink(path);
        }
        if (!Files.isRegularFile(path)) {
            return "directory";
        }
        byte[] content = Files.readAllBytes(path);
        String kind = Files.isExecutable(path) ? "program" : "file";
        return kind + " of " + content.length + " bytes, " + sha256(content);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
