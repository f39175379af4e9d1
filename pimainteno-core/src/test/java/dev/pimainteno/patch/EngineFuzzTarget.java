package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** What a coverage-guided fuzzer calls to find a reply that the engine trips over. Needs no fuzzer to compile. */
public final class EngineFuzzTarget {
    private static final PatchEngine ENGINE = PatchEngine.create();

    private EngineFuzzTarget() {}

    /** Throws if the engine throws, edits what the reply does not say, or does not do the same twice. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput input = FuzzInput.of(bytes);
        PatchResult result = ENGINE.read(input.reply(), input.tree());
        assertThat(ENGINE.read(input.reply(), input.tree())).isEqualTo(result);
        String text = new String(input.reply(), UTF_8);
        if (Arrays.equals(text.getBytes(UTF_8), input.reply())) {
            assertThat(ENGINE.read(text, input.tree())).isEqualTo(result);
        }
        if (result instanceof PatchResult.Placed placed) {
            assertThat(EditOracle.problems(unwrapped(input.reply()), input.tree(), placed.edits()))
                    .isEmpty();
            assertThat(placed.edits().applyTo(input.tree()).entries()).isNotNull();
        }
    }

    private static Lines unwrapped(byte[] reply) {
        try {
            return ReplyText.unwrap(reply);
        } catch (Refused e) {
            throw new AssertionError("what is refused was edited", e);
        }
    }
}
