package dev.pimainteno.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwiceTest {
    private final Deque<IOException> failures = new ArrayDeque<>();
    private int made;

    @Test
    void makesAStepThatSucceedsOnce() throws IOException {
        assertThat(Twice.of(this::step)).isEqualTo(1);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void makesAStepThatFailsOnceMore() throws IOException {
        failures.add(new IOException("first"));

        assertThat(Twice.of(this::step)).isEqualTo(2);
    }

    @Test
    void failsWithBothReasonsAndDoesNotTryAThirdTime() {
        failures.addAll(List.of(new IOException("first"), new IOException("second"), new IOException("third")));

        Throwable thrown = catchThrowable(() -> Twice.of(this::step));

        assertThat(thrown).hasMessage("second");
        assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("first");
        assertThat(made).isEqualTo(2);
    }

    private int step() throws IOException {
        made++;
        IOException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return made;
    }
}
