package dev.pimainteno.samples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A project of a few hundred files with a remote beside it, and Git itself to work on it. */
final class Shop {
    private static final int FILES = 300;

    private final Path directory;
    private int version;

    Shop(Path directory) {
        this.directory = directory;
    }

    static Shop create(Path parent) {
        Path directory = parent.resolve("shop");
        Shop shop = new Shop(directory);
        try {
            Files.createDirectories(directory);
            for (int i = 0; i < FILES; i++) {
                Path file = directory.resolve("src/part" + i / 20 + "/File" + i + ".txt");
                Files.createDirectories(file.getParent());
                Files.writeString(file, ("line of file " + i + "\n").repeat(60));
            }
            Files.writeString(directory.resolve("price.txt"), "price = 0\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String remote = parent.resolve("shop.git").toString();
        shop.git("init", "-q", "-b", "main");
        shop.git("config", "user.name", "Ada");
        shop.git("config", "user.email", "ada@example.org");
        shop.git("add", "-A");
        shop.git("commit", "-q", "-m", "Begin");
        shop.git("init", "-q", "--bare", "-b", "main", remote);
        shop.git("remote", "add", "origin", remote);
        shop.git("push", "-q", "-u", "origin", "main");
        shop.git("gc", "-q"); // As after a clone.
        return shop;
    }

    Path directory() {
        return directory;
    }

    /** Returns a diff that fits now and that no diff before it was. */
    String nextDiff() {
        String diff = "--- a/price.txt\n+++ b/price.txt\n@@ -1 +1 @@\n-price = " + version + "\n+price = "
                + (version + 1) + "\n";
        version++;
        return diff;
    }

    String git(String... arguments) {
        return git(Map.of(), "", arguments);
    }

    String git(Map<String, String> environment, String input, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (var stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(argv + ": " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
