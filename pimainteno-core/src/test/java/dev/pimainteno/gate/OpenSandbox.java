package dev.pimainteno.gate;

import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Protection;
import dev.pimainteno.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;

/** Encloses nothing, whatever it calls itself, and notes what was allowed. */
final class OpenSandbox implements Sandbox {
    final List<Allowance> allowances = new ArrayList<>();
    private final String name;

    OpenSandbox(String name) {
        this.name = name;
    }

    @Override
    public ProcessResult run(ProcessRequest request, Allowance allowance) throws InterruptedException {
        allowances.add(allowance);
        return ProcessRunner.create().run(request);
    }

    @Override
    public Protection protection() {
        return new Protection(name, List.of(), !name.equals(Protection.NONE));
    }
}
