package dev.pimainteno.testing;

import dev.pimainteno.journal.Watermarks;

class InMemoryWatermarksTest extends WatermarksContract {
    @Override
    protected Watermarks open() {
        return Watermarks.inMemory();
    }
}
