package dev.pimainteno.jdbc;

import java.util.Map;

/**
 * How a database answers queries, in its own words.
 *
 * @param values what stands for the parameters of queries, by their names with the colon
 */
record QueryPlans(JdbcSettings settings, boolean isSqlite, Map<String, String> values) {

    /** Returns how a query is answered. */
    String of(String query) {
        String plain = query;
        for (Map.Entry<String, String> value : values.entrySet()) {
            plain = plain.replace(value.getKey(), value.getValue());
        }
        String explain = isSqlite ? "explain query plan " : "explain ";
        return String.join("\n", Tables.rows(settings, explain + plain)) + "\n";
    }

    /** Returns what a plan says that goes through a whole table. */
    String scan(String table) {
        return isSqlite ? "SCAN " + table + "\n" : "Seq Scan on " + table;
    }

    /** Returns what a plan says that sorts. */
    String sort() {
        return isSqlite ? "TEMP B-TREE" : "Sort";
    }

    /** Returns the index by the order in which runs were opened. */
    String openingIndex() {
        return isSqlite ? "sqlite_autoindex_runs_2" : "runs_opening_key";
    }
}
