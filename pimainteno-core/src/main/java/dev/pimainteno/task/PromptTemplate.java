package dev.pimainteno.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt with {@code {{name}}} placeholders, read from a resource of this package. Values are put in as they are:
 * what looks like a placeholder in a value stays as it is. Immutable.
 */
final class PromptTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+)}}");

    private final String name;
    private final Set<String> placeholders;
    private final List<Part> parts;

    private PromptTemplate(String name, Set<String> placeholders, List<Part> parts) {
        this.name = name;
        this.placeholders = placeholders;
        this.parts = parts;
    }

    /**
     * Reads a template.
     *
     * @param name the resource without {@code .txt}: what it is for and its version, such as {@code improve.v1}
     * @param placeholders the names that its user will give values for
     * @throws IllegalStateException if there is no such resource, or its placeholders are others than these
     */
    static PromptTemplate load(String name, String... placeholders) {
        try (InputStream resource = PromptTemplate.class.getResourceAsStream(name + ".txt")) {
            if (resource == null) {
                throw new IllegalStateException("there is no prompt template '" + name + "'");
            }
            return parse(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8), placeholders);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the prompt template '" + name + "'", e);
        }
    }

    static PromptTemplate parse(String name, String text, String... placeholders) {
        List<Part> parts = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(literal(name, text.substring(end, matcher.start())));
            parts.add(new Part(matcher.group(1), true));
            found.add(matcher.group(1));
            end = matcher.end();
        }
        parts.add(literal(name, text.substring(end)));
        Set<String> expected = new TreeSet<>(List.of(placeholders));
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    "the prompt template '" + name + "' has the placeholders " + found + " and not " + expected);
        }
        return new PromptTemplate(name, found, List.copyOf(parts));
    }

    /** Returns what the template is for and its version, such as {@code improve.v1}. */
    String name() {
        return name;
    }

    /**
     * Returns the prompt.
     *
     * @param values one for each placeholder
     */
    String render(Map<String, String> values) {
        if (!values.keySet().equals(placeholders)) {
            throw new IllegalArgumentException("the prompt template '" + name + "' needs values for " + placeholders
                    + ", not for " + new TreeSet<>(values.keySet()));
        }
        StringBuilder prompt = new StringBuilder();
        for (Part part : parts) {
            prompt.append(part.placeholder() ? values.get(part.text()) : part.text());
        }
        return prompt.toString();
    }

    private static Part literal(String name, String text) {
        if (text.contains("{{") || text.contains("}}")) {
            throw new IllegalStateException("the prompt template '" + name + "' has a broken placeholder");
        }
        return new Part(text, false);
    }

    private record Part(String text, boolean placeholder) {}
}
