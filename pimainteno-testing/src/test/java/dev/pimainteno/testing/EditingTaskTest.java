package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.Proposal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A task without a model. */
class EditingTaskTest extends MaintenanceTaskContract {
    @Override
    protected MaintenanceTask task() {
        return editing("README.md", "# Shop\n");
    }

    @Test
    void noticesATaskThatDoesNotRepeatItself() {
        AtomicInteger count = new AtomicInteger();
        MaintenanceTask moody =
                context -> editing("README.md", "# " + count.incrementAndGet()).propose(context);

        assertThatThrownBy(contractOf(moody)::proposesTheSameWhenItIsAskedTwice).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesEditsThatDoNotFit() {
        assertThatThrownBy(contractOf(editing("missing.txt", "x"))::proposesWhatFitsTheSnapshot)
                .isInstanceOf(AssertionError.class);
    }

    private MaintenanceTaskContract contractOf(MaintenanceTask task) {
        MaintenanceTaskContract contract = new MaintenanceTaskContract() {
            @Override
            protected MaintenanceTask task() {
                return task;
            }
        };
        contract.directory = directory;
        return contract;
    }

    private static MaintenanceTask editing(String path, String text) {
        FileEdit edit = FileEdit.modify(path, FileMode.REGULAR, text.getBytes(StandardCharsets.UTF_8));
        return context -> Proposal.edits(Edits.of(edit));
    }
}
