package dev.pimainteno.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.pimainteno.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is and how it is reached. Immutable. The password is held nowhere but where it is kept, and is in no text
 * that this class or the store gives out.
 */
public final class JdbcSettings {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int POOL = 4;
    private static final int MOST_POOLED = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final String user;
    private final @Nullable Path passwordFile;
    private final @Nullable String passwordVariable;
    private final int poolSize;
    private final Duration patience;
    private final InstantSource clock;

    private JdbcSettings(
            String url,
            String user,
            @Nullable Path passwordFile,
            @Nullable String passwordVariable,
            int poolSize,
            Duration patience,
            InstantSource clock) {
        this.url = url;
        this.user = user;
        this.passwordFile = passwordFile;
        this.passwordVariable = passwordVariable;
        this.poolSize = poolSize;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Names a SQLite file on a disk of this machine; four connections, 60 seconds of patience.
     *
     * @param file made when the store is opened, with its directory, for this user alone
     */
    public static JdbcSettings sqlite(Path file) {
        return new JdbcSettings(
                SQLITE + file.toAbsolutePath().normalize(), "", null, null, POOL, PATIENCE, InstantSource.system());
    }

    /**
     * Names a PostgreSQL database, without a password; four connections, 60 seconds of patience.
     *
     * @param url {@code jdbc:postgresql://HOST/DATABASE}, with parameters of its driver if need be, {@code currentSchema}
     *     for example
     * @throws IllegalArgumentException if it is no such URL, or if it holds a password
     */
    public static JdbcSettings postgresql(String url, String user) {
        if (!url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("not the URL of a PostgreSQL database, jdbc:postgresql://HOST/DATABASE");
        }
        String parameters = url.substring(url.indexOf('?') + 1).toLowerCase(Locale.ROOT);
        if (url.contains("?") && parameters.contains("password=")) {
            throw new IllegalArgumentException("the URL of the database holds a password, which logs would show:"
                    + " keep it in a file or an environment variable");
        }
        return new JdbcSettings(url, requireNonNull(user, "user"), null, null, POOL, PATIENCE, InstantSource.system());
    }

    /** Takes the password from the first line of a file, each time the store is opened. */
    public JdbcSettings withPasswordFile(Path file) {
        return new JdbcSettings(url, user, file, null, poolSize, patience, clock);
    }

    /** Takes the password from an environment variable, each time the store is opened. */
    public JdbcSettings withPasswordVariable(String name) {
        return new JdbcSettings(url, user, null, name, poolSize, patience, clock);
    }

    /**
     * Holds up to so many connections.
     *
     * @param size 2 to 100
     */
    public JdbcSettings withPoolSize(int size) {
        if (size < 2 || size > MOST_POOLED) {
            throw new IllegalArgumentException("the pool's size must be 2 to " + MOST_POOLED + ", not " + size);
        }
        return new JdbcSettings(url, user, passwordFile, passwordVariable, size, patience, clock);
    }

    /**
     * Lets a call wait so long for a database that is away or locked.
     *
     * @param patience positive
     */
    public JdbcSettings withPatience(Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be positive, not " + patience);
        }
        return new JdbcSettings(url, user, passwordFile, passwordVariable, poolSize, patience, clock);
    }

    /** Lets leases end by a clock; on PostgreSQL they end by the database's own in any case. */
    public JdbcSettings withClock(InstantSource clock) {
        return new JdbcSettings(url, user, passwordFile, passwordVariable, poolSize, patience, clock);
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    int poolSize() {
        return poolSize;
    }

    Duration patience() {
        return patience;
    }

    InstantSource clock() {
        return clock;
    }

    /** Returns the SQLite file; nothing if the database is another. */
    Optional<Path> file() {
        return url.startsWith(SQLITE) ? Optional.of(Path.of(url.substring(SQLITE.length()))) : Optional.empty();
    }

    /** Returns where the database is, in words for people: without parameters. */
    String place() {
        return file().map(Path::toString).orElseGet(() -> url.replaceFirst("\\?.*", ""));
    }

    /**
     * Returns the password; empty if there is none.
     *
     * @throws JournalException if it is not where it should be
     */
    String password() {
        return password(System::getenv);
    }

    String password(UnaryOperator<@Nullable String> environment) {
        if (passwordVariable != null) {
            String value = environment.apply(passwordVariable);
            if (value == null) {
                throw unavailable("the environment variable " + passwordVariable + " is not set", null);
            }
            return value;
        }
        if (passwordFile == null) {
            return "";
        }
        try {
            return Files.readString(passwordFile, UTF_8).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw unavailable("cannot read its password from " + passwordFile + ": " + e, e);
        }
    }

    private JournalException unavailable(String problem, @Nullable Exception cause) {
        return new JournalException(
                JournalException.Reason.UNAVAILABLE, "Cannot open the database " + place() + ": " + problem, cause);
    }

    @Override
    public String toString() {
        return place() + (user.isEmpty() ? "" : " as " + user);
    }
}
