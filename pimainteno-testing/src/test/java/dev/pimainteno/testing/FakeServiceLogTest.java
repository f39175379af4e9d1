package dev.pimainteno.testing;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.LogLine;
import dev.pimainteno.service.ServiceLog;
import dev.pimainteno.service.ServiceName;
import java.time.Instant;
import java.util.List;

class FakeServiceLogTest extends ServiceLogContract {
    private final FakeServiceLog log = FakeServiceLog.create();
    private int starts;

    @Override
    protected ServiceLog open() {
        return log;
    }

    @Override
    protected ServiceName service() {
        return ServiceName.of("shop.service");
    }

    @Override
    protected InvocationId start(List<String> messages) {
        starts++;
        InvocationId invocation = new InvocationId("%032x".formatted(starts));
        for (String message : messages) {
            log.add(service(), invocation, new LogLine(Instant.EPOCH.plusSeconds(starts), 6, message));
        }
        return invocation;
    }
}
