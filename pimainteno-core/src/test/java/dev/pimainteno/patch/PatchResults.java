package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What tests ask of a result. Each question asserts that the result is of the kind that can answer it. */
final class PatchResults {
    private PatchResults() {}

    /** Returns what the first file that was edited says now. */
    static String text(PatchResult result) {
        return new String(content(result), UTF_8);
    }

    static byte[] content(PatchResult result) {
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        return ((PatchResult.Placed) result).edits().files().get(0).content();
    }

    static List<String> reasons(PatchResult result) {
        assertThat(result).isInstanceOf(PatchResult.Refusal.class);
        return ((PatchResult.Refusal) result).reasons();
    }

    /** Returns what is done to the first file that was edited, such as {@code modify x}. */
    static String edit(PatchResult result) {
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        return ((PatchResult.Placed) result).edits().files().get(0).toString();
    }

    /** Returns all reasons of a refusal, a line each. */
    static String refusal(PatchResult result) {
        return String.join("\n", reasons(result));
    }
}
