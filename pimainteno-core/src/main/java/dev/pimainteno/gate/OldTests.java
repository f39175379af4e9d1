package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change without what it does to tests. Whole files of tests, and of what they compare with or read, stay as they were. In Rust, where tests stand beside the code, the module
 * {@code #[cfg(test)]} at the end of a file stays as it was and the rest is new; a file that is laid out otherwise stays
 * as the change has it. Immutable.
 *
 * @param edits what the change does to everything else; absent if it edits only tests or only other files
 * @param left paths of what stays as it was, in whole or in part
 * @param beside files with tests of which these could not be told from the code
 */
record OldTests(Optional<Edits> edits, List<String> left, List<String> beside) {
    private static final Pattern PROSE = Pattern.compile("(?i).*\\.(?:md|txt|rst|adoc|markdown)");
    private static final Pattern TEST_MODULE =
            Pattern.compile("(?m)^#\\[cfg\\(test\\)]\\s*(?:#\\[[^\\]]*]\\s*)*mod\\s+\\w+\\s*\\{");

    OldTests {
        left = List.copyOf(left);
        beside = List.copyOf(beside);
    }

    static OldTests of(FileTree base, Edits change) {
        List<FileEdit> kept = new ArrayList<>();
        List<String> left = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        boolean editsCode = false;
        for (FileEdit edit : change.files()) {
            String before = edit.before()
                    .map(path -> new String(base.content(path), UTF_8))
                    .orElse("");
            String after = new String(edit.content(), UTF_8);
            Optional<TestLanguage> language = edit.before()
                    .flatMap(path -> TestLanguages.of(path, before))
                    .or(() -> edit.after().flatMap(path -> TestLanguages.of(path, after)));
            boolean ofTests = language.filter(known -> !known.isBesideCode()).isPresent() || TestPaths.concern(edit);
            if (ofTests) {
                left.add(edit.path());
                continue;
            }
            editsCode |= !PROSE.matcher(edit.path()).matches();
            if (language.isPresent()
                    && edit.before().isPresent()
                    && edit.after().isPresent()) {
                Optional<String> mixed = withTestsOf(before, after);
                if (mixed.isEmpty()) {
                    beside.add(edit.path());
                } else if (!mixed.get().equals(after)) {
                    left.add(edit.path());
                    kept.add(withContent(edit, mixed.get()));
                    continue;
                }
            }
            kept.add(edit);
        }
        boolean both = !left.isEmpty() && editsCode && !kept.isEmpty();
        return new OldTests(both ? Optional.of(new Edits(kept)) : Optional.empty(), left, beside);
    }

    /** Returns the new code with the old module of tests; nothing if one of the two has none, or more behind it. */
    private static Optional<String> withTestsOf(String before, String after) {
        int was = moduleOfTests(before);
        int is = moduleOfTests(after);
        return was < 0 || is < 0 ? Optional.empty() : Optional.of(after.substring(0, is) + before.substring(was));
    }

    private static int moduleOfTests(String text) {
        SourceText source = SourceText.of(text, SourceText.Syntax.SLASHES);
        Matcher module = TEST_MODULE.matcher(source.code());
        if (!module.find()) {
            return -1;
        }
        int start = module.start();
        int depth = 0;
        for (int i = module.end() - 1; i < text.length(); i++) {
            char c = source.shape().charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return source.code().substring(i + 1).isBlank() ? start : -1;
            }
        }
        return -1;
    }

    private static FileEdit withContent(FileEdit edit, String content) {
        String before = edit.before().orElseThrow();
        String after = edit.after().orElseThrow();
        return before.equals(after)
                ? FileEdit.modify(after, edit.mode(), content.getBytes(UTF_8))
                : FileEdit.move(before, after, edit.mode(), content.getBytes(UTF_8));
    }
}
