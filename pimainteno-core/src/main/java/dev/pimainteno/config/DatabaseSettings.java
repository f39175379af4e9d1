package dev.pimainteno.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which database keeps the journal, the claims and the watermarks. Immutable. */
public sealed interface DatabaseSettings {

    /**
     * A SQLite file on a disk of this machine.
     *
     * @param file absolute
     */
    record Sqlite(Path file) implements DatabaseSettings {
        public Sqlite {
            if (!file.isAbsolute()) {
                throw new IllegalArgumentException("file must be absolute: " + file);
            }
        }
    }

    /**
     * A PostgreSQL server, which several machines may share. The password itself is never in the settings.
     *
     * @param url {@code jdbc:postgresql://HOST/DATABASE} and parameters of the driver, none of them a password
     * @param user not blank
     * @param passwordFile whose first line is the password; absolute; if neither is there, the server wants none
     * @param passwordEnv the name of the environment variable that holds the password
     */
    record Postgresql(String url, String user, Optional<Path> passwordFile, Optional<String> passwordEnv)
            implements DatabaseSettings {
        private static final Pattern URL = Pattern.compile("jdbc:postgresql://[^\\s@/?#]+/[^\\s@/?#]+(?:\\?[^\\s#]*)?");
        private static final Pattern PASSWORD = Pattern.compile("(?i)[?&][a-z]*password=");

        public Postgresql {
            if (!accepts(url)) {
                // The value stays out of the message: it may hold the password.
                throw new IllegalArgumentException("url must be jdbc:postgresql://HOST/DATABASE, without a password");
            }
            if (user.isBlank()) {
                throw new IllegalArgumentException("user must not be blank");
            }
            if (passwordFile.isPresent() && passwordEnv.isPresent()) {
                throw new IllegalArgumentException("a password is in a file or in a variable, not in both");
            }
        }

        static boolean accepts(String url) {
            return URL.matcher(url).matches() && !PASSWORD.matcher(url).find();
        }
    }
}
