package dev.pimainteno.samples.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** java-diff-utils, as lenient as it can be. It knows no paths: the diff is cut at the files' names here. */
final class DiffUtilsPatcher implements Patcher {
    private static final int MOST_FUZZ = 3;
    private static final String NOWHERE = "/dev/null";

    private final Map<String, byte[]> files;

    DiffUtilsPatcher(Map<String, byte[]> files) {
        this.files = files;
    }

    @Override
    public Optional<Patched> patch(byte[] reply) {
        List<String> lines = List.of(new String(reply, ISO_8859_1).split("\n"));
        Map<String, byte[]> contents = new HashMap<>();
        Set<String> gone = new HashSet<>();
        try {
            for (int start = next(lines, 0); start < lines.size(); ) {
                int end = next(lines, start + 1);
                patch(lines.subList(start, end), contents, gone);
                start = end;
            }
        } catch (PatchFailedException | RuntimeException e) {
            return Optional.empty(); // It refuses some patches so.
        }
        return contents.isEmpty() && gone.isEmpty() ? Optional.empty() : Optional.of(new Patched(contents, gone));
    }

    private void patch(List<String> diff, Map<String, byte[]> contents, Set<String> gone) throws PatchFailedException {
        String before = name(diff.get(0));
        String after = name(diff.get(1));
        List<String> old = before.equals(NOWHERE) ? List.of() : lines(before);
        Patch<String> patch = UnifiedDiffUtils.parseUnifiedDiff(new ArrayList<>(diff));
        List<String> now = patch.applyFuzzy(new ArrayList<>(old), MOST_FUZZ);
        if (after.equals(NOWHERE)) {
            gone.add(before);
            return;
        }
        String end = before.equals(NOWHERE) ? "\n" : "";
        contents.put(after, (String.join("\n", now) + end).getBytes(ISO_8859_1));
        if (!before.equals(NOWHERE) && !before.equals(after)) {
            gone.add(before);
        }
    }

    private List<String> lines(String path) throws PatchFailedException {
        byte[] content = files.get(path);
        if (content == null) {
            throw new PatchFailedException("no file '" + path + "'");
        }
        return List.of(new String(content, ISO_8859_1).split("\n", -1));
    }

    /** Returns where the next file's names stand, or the end. */
    private static int next(List<String> lines, int from) {
        for (int i = from; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("--- ") && lines.get(i + 1).startsWith("+++ ")) {
                return i;
            }
        }
        return lines.size();
    }

    private static String name(String line) {
        String name = line.substring("--- ".length()).split("\t", 2)[0];
        return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
    }
}
