package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a coverage-guided fuzzer calls to find a reply that is misread. Needs no fuzzer to compile. */
public final class ReaderFuzzTarget {
    private ReaderFuzzTarget() {}

    /** Throws if reading throws anything but a refusal, makes up lines, or finds nothing and says nothing. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            Lines reply = ReplyText.unwrap(bytes);
            Set<String> said = new HashSet<>();
            for (int i = 0; i < reply.count(); i++) {
                said.add(EditOracle.fold(reply.line(i)));
            }
            List<FilePatch> patches = ReplyReader.read(reply);
            assertThat(patches).isNotEmpty();
            for (FilePatch patch : patches) {
                patch.hunks().forEach(hunk -> hunk.readings().forEach(reading -> check(reading, said)));
            }
        } catch (Refused refused) {
            assertThat(refused.reasons())
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).isNotBlank());
        }
    }

    private static void check(Hunk hunk, Set<String> said) {
        for (HunkLine line : hunk.lines()) {
            String text = EditOracle.fold(line.text());
            assertThat(said.contains(text) || said.contains(EditOracle.fold(prefix(line) + line.text())))
                    .as("a line that the reply does not hold: %s", line)
                    .isTrue();
        }
    }

    private static String prefix(HunkLine line) {
        return switch (line.kind()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CONTEXT -> " ";
        };
    }
}
