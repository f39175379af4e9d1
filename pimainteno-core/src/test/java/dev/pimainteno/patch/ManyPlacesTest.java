package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Hunks that fit so many places that not all of them are looked at. */
class ManyPlacesTest {
    private static final String SECOND = "--- a/x\n+++ b/x\n@@ ... @@ def two():\n-  x\n+  new\n";

    @Test
    void choosesTheOnlyPlaceOfASectionBelowManyOthers() {
        String before = "def one():\n" + "  x\n".repeat(100) + "def two():\n";

        assertThat(after(before + "  x\n  y\n")).isEqualTo(before + "  new\n  y\n");
    }

    @Test
    void refusesWhenASectionHasASecondPlaceThatIsNoLongerLookedAt() {
        for (int others : List.of(1, 48, 49, 50, 51, 198, 199, 200, 201, 1000)) {
            String file = "def one():\n" + "  x\n".repeat(others) + "def two():\n  x\n  y\n  x\n";

            assertThat(PatchEngine.create().read(SECOND, TestFiles.of("x", file)))
                    .as("%d other places", others)
                    .isInstanceOf(PatchResult.Refusal.class);
        }
    }

    @Test
    void saysSoWhenThereAreTooManyPlacesToChooseFrom() {
        String file = "def one():\n" + "  x\n".repeat(1000) + "def two():\n  x\n";

        assertThat(PatchEngine.create().read(SECOND, TestFiles.of("x", file)))
                .isEqualTo(new PatchResult.Refusal(List.of(
                        "hunk 1 of x fits at 200 or more places equally well, lines [2, 3, 4, 5, 6]; more lines of"
                                + " context or the right line number would tell which is meant")));
    }

    private static String after(String file) {
        PatchResult result = PatchEngine.create().read(SECOND, TestFiles.of("x", file));
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        return new String(((PatchResult.Placed) result).edits().files().get(0).content(), UTF_8);
    }
}
