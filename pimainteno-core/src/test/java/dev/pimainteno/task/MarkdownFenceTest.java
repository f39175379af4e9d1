package dev.pimainteno.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownFenceTest {

    @Test
    void takesOffTheFenceAroundAWholeText() {
        assertThat(MarkdownFence.strip("```\n# Shop\n\ntext\n```\n")).isEqualTo("# Shop\n\ntext");
        assertThat(MarkdownFence.strip("~~~json\n{}\n~~~")).isEqualTo("{}");
    }

    @Test
    void keepsBlocksInsideTheFence() {
        assertThat(MarkdownFence.strip("```markdown\n# Shop\n```\nmake\n```\nend\n```"))
                .isEqualTo("# Shop\n```\nmake\n```\nend");
        assertThat(MarkdownFence.strip("```\n# Shop\n```sh\nmake\n```\nend\n```"))
                .isEqualTo("# Shop\n```sh\nmake\n```\nend");
        assertThat(MarkdownFence.strip("````\n```\nmake\n```\n````")).isEqualTo("```\nmake\n```");
    }

    @Test
    void leavesATextThatOnlyBeginsAndEndsWithBlocks() {
        String text = "```sh\nmake\n```\nthen\n```\nmake test\n```";

        assertThat(MarkdownFence.strip(text)).isEqualTo(text);
    }

    @Test
    void leavesATextWithoutAFence() {
        assertThat(MarkdownFence.strip("# Shop\n")).isEqualTo("# Shop\n");
        assertThat(MarkdownFence.strip("```")).isEqualTo("```");
    }
}
