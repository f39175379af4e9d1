package dev.pimainteno.testing;

import dev.pimainteno.journal.ProjectClaims;
import java.time.InstantSource;

class InMemoryProjectClaimsTest extends ProjectClaimsContract {
    @Override
    protected ProjectClaims open(InstantSource clock) {
        return ProjectClaims.inMemory(clock);
    }
}
