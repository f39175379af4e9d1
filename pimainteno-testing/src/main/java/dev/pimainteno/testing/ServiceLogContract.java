package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.service.ServiceName;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceLog} must do. An implementation's test extends this class and says how a service logs. */
public abstract class ServiceLogContract {
    private static final InvocationId NEVER = new InvocationId("0123456789abcdef".repeat(2));

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceLog log;

    /** Returns the log. Called once in each test. */
    protected abstract ServiceLog open() throws Exception;

    /** Returns a service that can log. */
    protected abstract ServiceName service();

    /**
     * Starts {@link #service()} anew, lets it log the messages, a line each, and returns when the log has them. The manager
     * may log lines of its own.
     */
    protected abstract InvocationId start(List<String> messages) throws Exception;

    @BeforeEach
    final void openLog() throws Exception {
        log = open();
    }

    @Test
    void returnsWhatOneStartHasLoggedInOrder() throws Exception {
        start(List.of("of an earlier start"));
        InvocationId invocation = start(List.of("first", "second", "third"));

        List<LogLine> lines = log.lines(service(), invocation, 100);

        assertThat(lines).extracting(LogLine::message).containsSubsequence("first", "second", "third");
        assertThat(lines).extracting(LogLine::message).doesNotContain("of an earlier start");
        assertThat(lines).extracting(LogLine::at).isSorted();
    }

    @Test
    void returnsTheLastLinesOnly() throws Exception {
        InvocationId invocation = start(List.of("first", "second", "third"));
        List<LogLine> all = log.lines(service(), invocation, 100);

        assertThat(log.lines(service(), invocation, 2)).isEqualTo(all.subList(all.size() - 2, all.size()));
    }

    @Test
    void keepsTextAsItWasLogged() throws Exception {
        InvocationId invocation = start(List.of("größer \u001B[31mred\u001B[0m -- \\n {\"json\": true}"));

        assertThat(log.lines(service(), invocation, 100))
                .extracting(LogLine::message)
                .contains("größer \u001B[31mred\u001B[0m -- \\n {\"json\": true}");
    }

    @Test
    void hasNothingOfAStartThatNeverWas() throws Exception {
        assertThat(log.lines(service(), NEVER, 10)).isEmpty();
    }

    @Test
    void refusesToCountToNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> log.lines(service(), NEVER, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> log.lines(service(), NEVER, 10_001));
    }
}
