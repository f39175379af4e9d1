package dev.pimainteno.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keys of {@code [state]} that name a database. For one use. */
final class DatabaseReader {
    private static final String SERVER = "\"jdbc:postgresql://HOST/DATABASE\"";

    private final Table table;
    private final Optional<Value> database;
    private final Optional<Value> user;
    private final Optional<Value> passwordFile;
    private final Optional<Value> passwordEnv;

    DatabaseReader(Table table) {
        this.table = table;
        this.database = table.get("database");
        this.user = table.get("database_user");
        this.passwordFile = table.get("database_password_file");
        this.passwordEnv = table.get("database_password_env");
    }

    /**
     * Returns the database; the standard one if there is none or if it cannot be read.
     *
     * @param stateDirectory where the standard one is
     */
    DatabaseSettings read(Path stateDirectory) {
        Optional<String> goodUser = user.flatMap(value -> value.text("a name such as \"pimainteno\""));
        Optional<Path> goodFile = passwordFile.flatMap(Value::path);
        Optional<String> goodEnv = passwordEnv.flatMap(
                value -> value.variable("that holds the password, such as \"PIMAINTENO_DB_PASSWORD\""));
        DatabaseSettings standard = new DatabaseSettings.Sqlite(stateDirectory.resolve("pimainteno.db"));
        if (database.filter(DatabaseReader::isUrl).isEmpty()) {
            warnOfWhatIsForServers();
            return database.flatMap(Value::path)
                    .<DatabaseSettings>map(DatabaseSettings.Sqlite::new)
                    .orElse(standard);
        }
        Value url = database.get();
        String text = String.valueOf(url.raw());
        if (!DatabaseSettings.Postgresql.accepts(text)) {
            url.rejectUnseen("the path of a SQLite file, or " + SERVER + " without a user and a password, which have"
                    + " keys of their own");
            return standard;
        }
        if (user.isEmpty()) {
            url.reject("state.database_user beside it");
        }
        if (passwordFile.isPresent() && passwordEnv.isPresent()) {
            passwordEnv.get().reject("only one of this and state.database_password_file");
            return standard;
        }
        return goodUser.<DatabaseSettings>map(name -> new DatabaseSettings.Postgresql(text, name, goodFile, goodEnv))
                .orElse(standard);
    }

    private static boolean isUrl(Value value) {
        return value.raw() instanceof String text && text.startsWith("jdbc:");
    }

    private void warnOfWhatIsForServers() {
        Stream.of(user, passwordFile, passwordEnv)
                .flatMap(Optional::stream)
                .forEach(value -> table.document()
                        .warning(value.line(), value.key(), "no effect: only for a database " + SERVER));
    }
}
