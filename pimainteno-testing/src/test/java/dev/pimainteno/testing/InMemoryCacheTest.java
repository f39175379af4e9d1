package dev.pimainteno.testing;

import dev.pimainteno.cache.Cache;

class InMemoryCacheTest extends CacheContract {
    @Override
    protected Cache open() {
        return Cache.inMemory(100);
    }
}
