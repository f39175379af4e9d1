package dev.pimainteno.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Reads configurations from texts, as if they stood in {@code /conf/PiMainteno.toml} of a user with a home. */
final class Texts {
    static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/me");
    static final String PROJECT = "[[projects]]\npath = \"/srv/shop\"\n";

    private static final ConfigurationSource SOURCE =
            new ConfigurationSource(Path.of("/conf/PiMainteno.toml"), "PiMainteno.toml");

    private Texts() {}

    static Configuration read(String text) {
        return read(text, ENVIRONMENT);
    }

    static Configuration read(String text, Map<String, String> environment) {
        return new ConfigurationReader(SOURCE, environment).read(text);
    }

    static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
