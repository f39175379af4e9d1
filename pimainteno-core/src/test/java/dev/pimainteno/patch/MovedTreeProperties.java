package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.patch.UnifiedDiffs.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MovedTreeProperties {
    private static final String HEADER = "--- a/x\n+++ b/x\n";

    private final PatchEngine engine = PatchEngine.create();

    @Property
    void aTreeThatHasNotMovedChangesNothing(@ForAll("edits") List<String> edit) {
        String reply = diff(edit);

        assertThat(engine.read(reply, tree(edit, '+'), tree(edit, '+')).toString())
                .isEqualTo(engine.read(reply, tree(edit, '+')).toString());
    }

    @Property
    void changesWithALineBetweenThemAreBothMade(
            @ForAll("edits") List<String> own, @ForAll("edits") List<String> foreign) {
        List<String> one = numbered(own, "own");
        List<String> other = numbered(foreign, "foreign");
        String base = UnifiedDiffs.old(one) + "between\n" + UnifiedDiffs.old(other);
        String now = UnifiedDiffs.old(one) + "between\n" + UnifiedDiffs.now(other);
        List<String> edit = new ArrayList<>(one);
        edit.add(" between\n");
        Assume.that(!UnifiedDiffs.old(one).equals(UnifiedDiffs.now(one)));

        PatchResult result = engine.read(diff(edit), tree(now), tree(base));

        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        assertThat(new String(
                        ((PatchResult.Placed) result).edits().files().get(0).content(), ISO_8859_1))
                .isEqualTo(UnifiedDiffs.now(one) + "between\n" + UnifiedDiffs.now(other));
    }

    @Property
    void differentChangesOfOneLineAreRefused(@ForAll("edits") List<String> around) {
        List<String> lines = numbered(around, "line");
        String base = UnifiedDiffs.old(lines) + "mine\n";
        List<String> edit = new ArrayList<>();
        UnifiedDiffs.old(lines).lines().forEach(line -> edit.add(" " + line + "\n"));
        edit.add("-mine\n");
        edit.add("+yours\n");

        assertThat(engine.read(diff(edit), tree(UnifiedDiffs.old(lines) + "theirs\n"), tree(base)))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    @Provide
    Arbitrary<List<String>> edits() {
        return Combinators.combine(Arbitraries.of(' ', ' ', ' ', '-', '+'), Arbitraries.of("a", "b", "", "}"))
                .as((kind, text) -> kind + text + "\n")
                .list()
                .ofMaxSize(12);
    }

    private static List<String> numbered(List<String> edit, String name) {
        List<String> lines = new ArrayList<>();
        for (String line : edit) {
            lines.add(line.substring(0, 1) + name + " " + lines.size() + "\n");
        }
        return lines;
    }

    private static String diff(List<String> edit) {
        return HEADER + String.join("", UnifiedDiffs.hunks(edit, 2, Numbers.shifted(0)));
    }

    private static FileTree tree(List<String> edit, char other) {
        return tree(UnifiedDiffs.side(edit, other));
    }

    private static FileTree tree(String text) {
        return FileTree.of(Map.of("x", text.getBytes(ISO_8859_1)));
    }
}
