package dev.pimainteno.patch;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fuzzer's bytes mean to the targets beside this: the first byte chooses a tree of the corpus, the others are the
 * reply. The corpus itself is where the fuzzer starts from; {@link #main} writes it into a directory.
 */
final class FuzzInput {
    private static final List<FileTree> TREES = trees();

    private final FileTree tree;
    private final byte[] reply;

    private FuzzInput(FileTree tree, byte[] reply) {
        this.tree = tree;
        this.reply = reply;
    }

    static FuzzInput of(byte[] bytes) {
        int tree = bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]);
        return new FuzzInput(
                TREES.get(tree % TREES.size()), Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length));
    }

    FileTree tree() {
        return tree;
    }

    byte[] reply() {
        return reply.clone();
    }

    /** Returns an input for every reply of the corpus, each with its own tree. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (CorpusCase corpusCase : cases()) {
            byte[] reply = corpusCase.reply();
            byte[] seed = new byte[reply.length + 1];
            seed[0] = (byte) seeds.size();
            System.arraycopy(reply, 0, seed, 1, reply.length);
            seeds.add(seed);
        }
        return seeds;
    }

    /** Writes the seeds as files. The argument is the directory, which is made if it is not there. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int number = 0;
        for (byte[] seed : seeds()) {
            Files.write(directory.resolve("seed-" + number++), seed);
        }
    }

    private static List<FileTree> trees() {
        return cases().stream().map(FuzzInput::tree).toList();
    }

    private static FileTree tree(CorpusCase corpusCase) {
        Map<String, byte[]> files = new TreeMap<>();
        corpusCase.json().get("base").properties().forEach(file -> {
            if (!file.getValue().has("link") && TreePaths.problem(file.getKey()).isEmpty()) {
                files.put(file.getKey(), corpusCase.content(file.getValue()));
            }
        });
        return FileTree.of(files);
    }

    private static List<CorpusCase> cases() {
        try {
            return CorpusCase.all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
