package dev.pimainteno.testing;

import dev.pimainteno.journal.Artifacts;

class InMemoryArtifactsTest extends ArtifactsContract {
    @Override
    protected Artifacts open() {
        return Artifacts.inMemory(100);
    }

    @Override
    protected int maxBytes() {
        return Integer.MAX_VALUE;
    }
}
