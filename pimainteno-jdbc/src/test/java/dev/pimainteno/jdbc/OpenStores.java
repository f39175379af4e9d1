package dev.pimainteno.jdbc;

import java.util.ArrayList;
import java.util.List;

/** Stores that were opened in one place, to be closed after the test. */
final class OpenStores implements AutoCloseable {
    private final List<JdbcStore> opened = new ArrayList<>();

    JdbcStore open(JdbcSettings settings) {
        return keep(JdbcStore.open(settings));
    }

    JdbcStore keep(JdbcStore store) {
        opened.add(store);
        return store;
    }

    @Override
    public void close() {
        opened.forEach(JdbcStore::close);
    }
}
