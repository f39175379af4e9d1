package dev.pimainteno.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {

    @Test
    void putsValuesInWithoutExpandingWhatTheyHold() {
        PromptTemplate template =
                PromptTemplate.parse("greeting.v1", "Hello {{name}}, {{name}} of {{place}}.", "name", "place");

        assertThat(template.render(Map.of("name", "{{place}} $1 \\", "place", "{{name}}")))
                .isEqualTo("Hello {{place}} $1 \\, {{place}} $1 \\ of {{name}}.");
    }

    @Test
    void refusesAPlaceholderThatNobodyFills() {
        assertThatThrownBy(() -> PromptTemplate.parse("greeting.v1", "Hello {{name}}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("greeting.v1")
                .hasMessageContaining("[name]");
    }

    @Test
    void refusesAPlaceholderThatTheTemplateLacks() {
        assertThatThrownBy(() -> PromptTemplate.parse("greeting.v1", "Hello", "name"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesABrokenPlaceholder() {
        assertThatThrownBy(() -> PromptTemplate.parse("greeting.v1", "Hello {{Name}}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken placeholder");
    }

    @Test
    void refusesATemplateThatDoesNotExist() {
        assertThatThrownBy(() -> PromptTemplate.load("absent.v9"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("absent.v9");
    }

    @Test
    void refusesValuesThatDoNotFit() {
        PromptTemplate template = PromptTemplate.parse("greeting.v1", "Hello {{name}}", "name");

        assertThatThrownBy(() -> template.render(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> template.render(Map.of("name", "Ann", "place", "Bath")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
