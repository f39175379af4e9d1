package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pimainteno.service.InvocationId;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceDefinition;
import dev.pimainteno.service.ServiceName;
import dev.pimainteno.service.ServiceStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A service that outlives this process: a file to which every restart adds a line in one write. */
final class FileServices implements ServiceController {
    private final Path restarts;
    private final Path directory;

    FileServices(Path restarts, Path directory) {
        this.restarts = restarts;
        this.directory = directory;
    }

    int count() {
        try {
            return Files.exists(restarts) ? Files.readAllLines(restarts).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ServiceStatus status(ServiceName service) {
        return new ServiceStatus(
                "loaded",
                "active",
                "running",
                "success",
                1_000,
                0,
                new InvocationId("%032x".formatted(count() + 1)),
                null);
    }

    @Override
    public ServiceDefinition definition(ServiceName service) {
        return new ServiceDefinition("simple", directory, List.of());
    }

    @Override
    public void restart(ServiceName service) {
        try {
            Files.write(restarts, "restart\n".getBytes(US_ASCII), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
