package dev.pimainteno.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

class CommandLoggersTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));

    private final CommandLoggers loggers = CommandLoggers.ofProcess();
    private final LogOutput before = loggers.output();
    private final List<String> written = new ArrayList<>();
    private final Logger log = LoggerFactory.getLogger("dev.pimainteno.shop.Till");

    @BeforeEach
    void write() {
        writeTo(Level.INFO, LineFormat.plain(NOON), UnaryOperator.identity());
    }

    @AfterEach
    void restore() {
        MDC.clear();
        loggers.writeTo(before);
    }

    @Test
    void writesTimeLevelTopicAndMessage() {
        log.info("{} apples for {}", 3, "Ada");

        assertThat(written).containsExactly("2026-01-31T12:00:00Z INFO  Till: 3 apples for Ada");
    }

    @Test
    void namesTheRunThatTheThreadWorksOn() {
        MDC.put("run", "R1");

        log.warn("late");

        assertThat(written).containsExactly("2026-01-31T12:00:00Z WARN  [R1] Till: late");
    }

    @Test
    void writesNothingBelowTheThreshold() {
        log.debug("how");
        writeTo(Level.ERROR, LineFormat.plain(NOON), UnaryOperator.identity());
        log.warn("late");

        assertThat(written).isEmpty();
        assertThat(log.isWarnEnabled()).isFalse();
        assertThat(log.isErrorEnabled()).isTrue();
    }

    @Test
    void leavesLibrariesToTheReportUnlessAskedForEverything() {
        Logger library = LoggerFactory.getLogger("org.example.Transport");

        library.error("broken");
        assertThat(written).isEmpty();
        writeTo(Level.DEBUG, LineFormat.plain(NOON), UnaryOperator.identity());
        library.debug("chatter");
        library.info("connected");

        assertThat(written).containsExactly("2026-01-31T12:00:00Z INFO  Transport: connected");
    }

    @Test
    void tellsTheJournalThePriorityOfEveryLine() {
        writeTo(Level.DEBUG, LineFormat.journal(), UnaryOperator.identity());

        log.error("broken", new IllegalStateException("why"));
        log.warn("late");
        log.info("done");
        log.debug("how");

        assertThat(written)
                .startsWith("<3>Till: broken", "<3>    java.lang.IllegalStateException: why")
                .allMatch(line -> line.matches("<[3467]>.*"))
                .endsWith("<4>Till: late", "<6>Till: done", "<7>Till: how");
    }

    @Test
    void letsNoMessageLookLikeAnotherEntry() {
        writeTo(Level.INFO, LineFormat.journal(), UnaryOperator.identity());

        log.info("reply: {}", "one\n<0>Till: the disk is on fire\r\ntwo");
        log.info("failed", new IllegalStateException("why\n<0>Till: the disk is on fire"));

        assertThat(written.get(0)).isEqualTo("<6>Till: reply: one <0>Till: the disk is on fire two");
        assertThat(written.subList(1, written.size())).allMatch(line -> line.startsWith("<6>"));
        assertThat(written.subList(2, written.size())).allMatch(line -> line.startsWith("<6>    "));
    }

    @Test
    void cleansBeforeItWrites() {
        writeTo(Level.INFO, LineFormat.plain(NOON), text -> text.replace("secret", "[hidden]"));

        log.info("the secret", new IllegalStateException("a secret too"));

        assertThat(String.join("\n", written))
                .contains("the [hidden]", "a [hidden] too")
                .doesNotContain("secret");
    }

    private void writeTo(Level threshold, LineFormat format, UnaryOperator<String> cleaning) {
        loggers.writeTo(new LogOutput(threshold, format, cleaning, written::add));
    }
}
