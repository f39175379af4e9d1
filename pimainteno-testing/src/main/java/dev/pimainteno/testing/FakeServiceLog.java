package dev.pimainteno.testing;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.service.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log that holds what a test has written into it. Safe for many threads. */
public final class FakeServiceLog implements ServiceLog {
    private record Start(ServiceName service, InvocationId invocation) {}

    private final Map<Start, List<LogLine>> lines = new HashMap<>();

    private FakeServiceLog() {}

    /** Returns a log that holds nothing yet. */
    public static FakeServiceLog create() {
        return new FakeServiceLog();
    }

    /** Adds a line behind those of the same start of the same service. */
    public synchronized FakeServiceLog add(ServiceName service, InvocationId invocation, LogLine line) {
        lines.computeIfAbsent(new Start(service, invocation), start -> new ArrayList<>())
                .add(line);
        return this;
    }

    @Override
    public synchronized List<LogLine> lines(ServiceName service, InvocationId invocation, int most) {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("most must be 1 to 10,000, not " + most);
        }
        List<LogLine> all = lines.getOrDefault(new Start(service, invocation), List.of());
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }
}
