package dev.pimainteno.config;

import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlTable;

/** One table of the file: hands out the values of its known keys, and reports the others. For one thread at a time. */
final class Table {
    private static final TomlTable NOTHING = Toml.parse("");

    private final Document document;
    private final Section section;
    private final int line;
    private final TomlTable values;

    private Table(Document document, Section section, int line, TomlTable values) {
        this.document = document;
        this.section = section;
        this.line = line;
        this.values = values;
    }

    /** Reports the table's unknown keys and those without effect, and returns it. */
    static Table open(Document document, Section section, int line, TomlTable values) {
        Table table = new Table(document, section, line, values);
        values.keySet().forEach(table::check);
        return table;
    }

    Document document() {
        return document;
    }

    /** The line at which the table begins. */
    int line() {
        return line;
    }

    /**
     * Returns the value of a key, if it is set.
     *
     * @throws IllegalArgumentException if {@link Section} does not list the key
     */
    Optional<Value> get(String key) {
        if (!section.keys().contains(key)) {
            throw new IllegalArgumentException("not a key of " + section + ": " + key);
        }
        return Optional.ofNullable(values.get(List.of(key)))
                .map(raw -> new Value(document, section.fullKey(key), lineOf(key), raw));
    }

    /** Returns a table in this one; an empty one if it is not set, or set to something else. */
    Table section(Section inner, String key) {
        return get(key).flatMap(value -> value.table(inner)).orElseGet(() -> new Table(document, inner, line, NOTHING));
    }

    private void check(String key) {
        if (!section.keys().contains(key)) {
            String shown = new Quotation(Toml.joinKeyPath(List.of(key))).plain();
            document.error(lineOf(key), section.fullKey(shown), new UnknownKey(section, key).message());
            return;
        }
        get(key).ifPresent(value ->
                WithoutEffect.of(value).ifPresent(why -> document.warning(value.line(), value.key(), why)));
    }

    private int lineOf(String key) {
        // An entry that tomlj made while it read always has a position; an implied table has that of its first key.
        return Optional.ofNullable(values.inputPositionOf(List.of(key)))
                .map(position -> position.line())
                .orElse(line);
    }
}
