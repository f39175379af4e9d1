package dev.pimainteno.config;

/**
 * {@code [web]}: where the web server listens. Immutable.
 *
 * @param host an address or a name, not blank; {@code 127.0.0.1} by default
 * @param port 1 to 65535; 8080 by default
 */
public record WebSettings(String host, int port) {
    private static final int LAST_PORT = 65535;

    public WebSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port must be from 1 to " + LAST_PORT + ", not " + port);
        }
    }

    /** Returns the defaults. */
    public static WebSettings standard() {
        return new WebSettings("127.0.0.1", 8080);
    }

    static WebSettings read(Table table) {
        WebSettings standard = standard();
        return new WebSettings(
                table.get("host")
                        .flatMap(value -> value.text("an address or a host name such as \"127.0.0.1\""))
                        .orElse(standard.host),
                table.get("port").flatMap(value -> value.integer(1, LAST_PORT)).orElse(standard.port));
    }
}
