package dev.pimainteno.samples.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.testing.MaintenanceTaskContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FinalLineFeedTaskTest extends MaintenanceTaskContract {

    @Override
    protected MaintenanceTask task() {
        return new FinalLineFeedTask(Set.of("md", "java"));
    }

    @Override
    protected Map<String, String> files() {
        return Map.of("README.md", "# Shop", "src/App.java", "class App {}\n");
    }

    @Test
    void isAnotherVersionWithOtherFilesInView() {
        assertThat(task().version()).isEqualTo("1 [java, md]");
        assertThat(new FinalLineFeedTask(Set.of("md")).version()).isNotEqualTo(task().version());
    }
}
