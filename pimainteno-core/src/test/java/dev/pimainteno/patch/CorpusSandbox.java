package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A case of the corpus laid out on disk, and the judge of what an engine did to it. */
final class CorpusSandbox {

    enum Outcome {
        RECOVERED,
        REFUSED,
        WRONG,
        FALSE_OK,
        MESS,
        ESCAPE
    }

    private final CorpusCase corpusCase;
    private final Path top;
    private final Path tree;
    private final Map<String, String> before;
    private final Map<String, String> outside;

    private CorpusSandbox(CorpusCase corpusCase, Path top) throws IOException {
        this.corpusCase = corpusCase;
        this.top = top;
        this.tree = Files.createDirectories(top.resolve("r/w/tree"));
        fill();
        this.before = scan(tree);
        this.outside = scanOutside();
    }

    static CorpusSandbox of(CorpusCase corpusCase, Path top) throws IOException {
        return new CorpusSandbox(corpusCase, top);
    }

    Path tree() {
        return tree;
    }

    Outcome judge(boolean claimsSuccess) throws IOException {
        Map<String, String> now = scan(tree);
        boolean clean = now.equals(before);
        if (!scanOutside().equals(outside)) {
            return Outcome.ESCAPE;
        }
        if (!claimsSuccess) {
            return clean ? Outcome.REFUSED : Outcome.MESS;
        }
        for (JsonNode delta : corpusCase.json().path("after")) {
            if (now.equals(expected(delta, now))) {
                return Outcome.RECOVERED;
            }
        }
        return clean ? Outcome.FALSE_OK : Outcome.WRONG;
    }

    private void fill() throws IOException {
        for (Map.Entry<String, JsonNode> file : corpusCase.json().get("base").properties()) {
            if (!file.getValue().has("link")) {
                write(tree.resolve(file.getKey()), file.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> file :
                corpusCase.json().path("outside").properties()) {
            if (!Path.of(file.getKey()).isAbsolute()) { // an absolute path must stay without a file
                write(tree.resolve(file.getKey()).normalize(), file.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> file : corpusCase.json().get("base").properties()) {
            if (file.getValue().has("link")) {
                Path link = tree.resolve(file.getKey());
                Files.createDirectories(link.getParent());
                Files.createSymbolicLink(
                        link, Path.of(file.getValue().get("link").asText()));
            }
        }
    }

    private void write(Path path, JsonNode file) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, corpusCase.content(file));
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(file.path("exec").asBoolean() ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private Map<String, String> expected(JsonNode delta, Map<String, String> now) {
        Map<String, String> files = new TreeMap<>(before);
        for (Map.Entry<String, JsonNode> file : delta.properties()) {
            String path = file.getKey();
            if (file.getValue().isNull()) {
                files.remove(path);
            } else {
                String shown = shown(corpusCase.content(file.getValue()), isExecutable(path, file.getValue(), now));
                files.put(path, shown);
            }
        }
        return files;
    }

    private boolean isExecutable(String path, JsonNode file, Map<String, String> now) {
        if (file.path("exec").isBoolean()) {
            return file.get("exec").asBoolean();
        }
        boolean known = before.containsKey(path) && !file.path("exec").asText().equals("any");
        return (known ? before : now).getOrDefault(path, "").startsWith("x");
    }

    private Map<String, String> scanOutside() throws IOException {
        Map<String, String> found = scan(top);
        found.keySet().removeIf(path -> path.startsWith("r/w/tree/"));
        for (Iterator<String> names = corpusCase.json().path("outside").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (Path.of(name).isAbsolute()) {
                found.put(name, String.valueOf(Files.exists(Path.of(name), LinkOption.NOFOLLOW_LINKS)));
            }
        }
        return found;
    }

    private static Map<String, String> scan(Path top) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.toList()) {
                if (Files.isSymbolicLink(path)) {
                    found.put(top.relativize(path).toString(), "l" + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path)) {
                    found.put(
                            top.relativize(path).toString(), shown(Files.readAllBytes(path), Files.isExecutable(path)));
                }
            }
        }
        return found;
    }

    private static String shown(byte[] content, boolean executable) {
        return (executable ? "x" : "-") + new String(content, ISO_8859_1);
    }
}
