package dev.pimainteno.testing;

import dev.pimainteno.review.Rejections;

class InMemoryRejectionsTest extends RejectionsContract {

    @Override
    protected Rejections open() {
        return Rejections.inMemory();
    }
}
