package dev.pimainteno.testing;

import dev.pimainteno.learning.Learnings;

class InMemoryLearningsTest extends LearningsContract {
    @Override
    protected Learnings open() {
        return Learnings.inMemory();
    }
}
