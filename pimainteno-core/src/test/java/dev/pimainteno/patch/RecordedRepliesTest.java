package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies with damage of many kinds at once, each of which a small change of the engine's rules reads otherwise. */
class RecordedRepliesTest {
    private final PatchEngine engine = PatchEngine.create();

    static List<RecordedReply> replies() throws IOException {
        return RecordedReply.all();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void meanWhatTheyDid(RecordedReply recorded) {
        TestFiles base = recorded.base();
        PatchResult result = base == null
                ? engine.read(recorded.reply(), recorded.tree())
                : engine.read(recorded.reply(), recorded.tree(), base);

        if (recorded.isRefused()) {
            assertThat(PatchResults.reasons(result)).isEqualTo(recorded.reasons());
        } else {
            assertThat(result).isInstanceOf(PatchResult.Placed.class);
            PatchResult.Placed placed = (PatchResult.Placed) result;
            assertThat(texts(placed.edits().applyTo(recorded.tree()))).isEqualTo(recorded.after());
            assertThat(placed.hunks()).extracting(HunkPlacement::toString).isEqualTo(recorded.placements());
        }
    }

    private static Map<String, String> texts(FileTree tree) {
        Map<String, String> texts = new TreeMap<>();
        tree.entries().forEach(entry -> texts.put(entry.path(), new String(tree.content(entry.path()), UTF_8)));
        return texts;
    }
}
