package dev.pimainteno.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration VALIDITY = Duration.ofDays(90);

    @Test
    void isPutOnOneLineWithoutWhatCannotBeSeen() {
        Learning learning = rule(" Leave\n\tthe \u001B[31mprices\u202E alone\u200B ");

        assertThat(learning.rule()).isEqualTo("Leave the [31mprices alone");
        assertThat(learning.id()).isEqualTo(rule("Leave the [31mprices alone").id());
        assertThat(learning.expires()).isEqualTo(NOON.plus(VALIDITY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\u200B"})
    void refusesWhatSaysNothing(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(words));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(rule("x".repeat(300)).rule()).hasSize(300);
        assertThatIllegalArgumentException().isThrownBy(() -> rule("x".repeat(301)));
    }

    @Test
    void keepsItsNameInOtherWords() {
        Learning learning = rule("Leave the prices alone");

        assertThat(learning.withRule("Leave prices alone").id()).isEqualTo(learning.id());
        assertThat(learning.id())
                .isNotEqualTo(Learning.of(Optional.empty(), "Leave the prices alone", "", NOON, VALIDITY)
                        .id());
    }

    @Test
    void isInPromptsOfItsProjectUntilItExpires() {
        Learning everywhere = Learning.of(Optional.empty(), "No new dependencies", "", NOON, VALIDITY);
        Learning here = rule("Leave the prices alone");
        Learning elsewhere = Learning.of(Optional.of(ProjectId.of("blog")), "Leave it", "", NOON, VALIDITY);
        List<Learning> all = List.of(everywhere, here, elsewhere);

        assertThat(ProjectRules.of(all, SHOP, NOON).current())
                .containsExactly("No new dependencies", "Leave the prices alone");
        assertThat(ProjectRules.of(all, SHOP, NOON.plus(VALIDITY)).current()).isEmpty();
    }

    @Test
    void changesTheDigestWhenSomebodyChangesARuleAndNotWhenTimePasses() {
        List<Learning> all = List.of(rule("Leave the prices alone"), rule("Leave the taxes alone"));
        String digest = ProjectRules.of(all, SHOP, NOON).digest();

        assertThat(ProjectRules.of(all, SHOP, NOON.plus(VALIDITY)).digest()).isEqualTo(digest);
        assertThat(ProjectRules.of(all.subList(0, 1), SHOP, NOON).digest()).isNotEqualTo(digest);
        assertThat(ProjectRules.of(List.of(all.get(0).withRule("Prices"), all.get(1)), SHOP, NOON)
                        .digest())
                .isNotEqualTo(digest);
        assertThat(ProjectRules.of(List.of(), SHOP, NOON).digest()).isEmpty();
    }

    @Test
    void isOneOfTwentyInAPromptAtMostAndThenOfTheNewest() {
        List<Learning> all = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            all.add(rule("Rule " + i));
        }

        assertThat(ProjectRules.of(all, SHOP, NOON).current())
                .hasSize(20)
                .startsWith("Rule 6")
                .endsWith("Rule 25");
    }

    private static Learning rule(String words) {
        return Learning.of(Optional.of(SHOP), words, "said in a test", NOON, VALIDITY);
    }
}
