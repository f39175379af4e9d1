package dev.pimainteno.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * A value in the file, with its place. Each reading method returns the value in its type, or reports what was found and
 * what is accepted and returns nothing; the caller then goes on with the default, so that all problems are found.
 *
 * @param document where problems are reported
 * @param key the full key; elements of an array have the array's
 * @param line from 1
 * @param raw as tomlj gives it
 */
record Value(Document document, String key, int line, Object raw) {
    static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

    private static final String DURATION = "a duration such as \"90s\", \"10m\", \"2h\" or \"1d\", at most \"365d\"";

    /** Reports this value. */
    void reject(String expected) {
        document.error(line, key, "found " + found() + "; expected " + expected);
    }

    /** Reports this value without repeating it, because it may be a secret. */
    void rejectUnseen(String expected) {
        document.error(
                line, key, "found a value that is not repeated here because it may be a secret; expected " + expected);
    }

    /** Reads a string with at least one visible character and no control characters. */
    Optional<String> text(String expected) {
        return string(expected)
                .filter(text -> check(!text.isBlank() && text.chars().noneMatch(Character::isISOControl), expected));
    }

    /** Reads a string for the operating system: anything but NUL. */
    Optional<String> string(String expected) {
        if (raw instanceof String text && text.indexOf('\0') < 0) {
            return Optional.of(text);
        }
        reject(expected);
        return Optional.empty();
    }

    /** Reads a string into a type that refuses what it does not accept. */
    <T> Optional<T> parsed(Function<String, T> parser, String expected) {
        return string(expected).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                reject(expected);
                return Optional.empty();
            }
        });
    }

    /** Reads one of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> Optional<E> word(Class<E> type) {
        String expected = alternatives(
                Arrays.stream(type.getEnumConstants()).map(Value::written).toList());
        return string(expected).flatMap(text -> {
            Optional<E> constant = Arrays.stream(type.getEnumConstants())
                    .filter(candidate -> written(candidate).equals(text))
                    .findFirst();
            check(constant.isPresent(), expected);
            return constant;
        });
    }

    /**
     * Reads the name of an environment variable; what is none may be the secret itself.
     *
     * @param purpose what the variable is for, such as {@code that holds the key, such as "OPENAI_API_KEY"}
     */
    Optional<String> variable(String purpose) {
        if (raw instanceof String text && VARIABLE.matcher(text).matches() && !new Quotation(text).looksLikeASecret()) {
            return Optional.of(text);
        }
        rejectUnseen("the name of an environment variable " + purpose);
        return Optional.empty();
    }

    Optional<Boolean> bool() {
        if (raw instanceof Boolean truth) {
            return Optional.of(truth);
        }
        reject("true or false");
        return Optional.empty();
    }

    Optional<Integer> integer(int least, int most) {
        String expected = "an integer from " + least + " to " + most;
        if (raw instanceof Long number && number >= least && number <= most) {
            return Optional.of(number.intValue());
        }
        reject(raw instanceof String text && text.matches("[0-9]+") ? expected + ", without quotes" : expected);
        return Optional.empty();
    }

    Optional<Duration> duration() {
        Optional<DurationLiteral> literal = raw instanceof String text ? DurationLiteral.parse(text) : Optional.empty();
        check(literal.isPresent(), DURATION);
        return literal.map(DurationLiteral::toDuration);
    }

    /** Reads a positive number of bytes. */
    Optional<Long> size() {
        if (raw instanceof Long bytes && bytes > 0) {
            return Optional.of(bytes);
        }
        Optional<SizeLiteral> literal = raw instanceof String text ? SizeLiteral.parse(text) : Optional.empty();
        check(literal.isPresent(), SizeLiteral.expectedInsteadOf(raw));
        return literal.map(SizeLiteral::toBytes);
    }

    /** Reads a path, resolved against the file's directory and normalised. */
    Optional<Path> path() {
        String expected = "a path such as \"/srv/shop\", absolute or relative to the file's directory";
        return text(expected).flatMap(text -> {
            if (text.equals("~") || text.startsWith("~/")) {
                reject(expected + "; \"~\" is not expanded");
                return Optional.empty();
            }
            try {
                return Optional.of(document.directory().resolve(text).normalize());
            } catch (InvalidPathException e) {
                reject(expected);
                return Optional.empty();
            }
        });
    }

    /** Reads an array, whatever its elements are. */
    Optional<List<Value>> array(String expected) {
        if (raw instanceof TomlArray array) {
            return Optional.of(IntStream.range(0, array.size())
                    .mapToObj(i -> new Value(document, key, lineOf(array, i), array.get(i)))
                    .toList());
        }
        reject(expected);
        return Optional.empty();
    }

    /** Reads an array and its elements; elements that cannot be read are left out. */
    <T> Optional<List<T>> array(String expected, Function<Value, Optional<T>> element) {
        return array(expected)
                .map(values ->
                        values.stream().flatMap(v -> element.apply(v).stream()).toList());
    }

    /** Reads an array whose elements differ from each other. */
    <T> Optional<List<T>> distinct(String expected, Function<Value, Optional<T>> element) {
        Set<T> seen = new HashSet<>();
        return array(
                expected, value -> element.apply(value).filter(t -> value.check(seen.add(t), "each one only once")));
    }

    Optional<Table> table(Section section) {
        if (raw instanceof TomlTable values) {
            return Optional.of(Table.open(document, section, line, values));
        }
        reject("a table, " + section.header());
        return Optional.empty();
    }

    boolean isEmptyArray() {
        return raw instanceof TomlArray array && array.isEmpty();
    }

    /** Describes the value for a message. */
    String found() {
        if (raw instanceof String text) {
            return new Quotation(text).quoted();
        } else if (raw instanceof Long) {
            return "an integer " + raw;
        } else if (raw instanceof Double) {
            return "a float " + raw;
        } else if (raw instanceof Boolean) {
            return "a boolean " + raw;
        } else if (raw instanceof TomlArray) {
            return isEmptyArray() ? "an empty array" : "an array";
        } else if (raw instanceof TomlTable) {
            return "a table";
        }
        return "a date or time " + raw;
    }

    /** Returns {@code holds}, after reporting this value if it does not. */
    boolean check(boolean holds, String expected) {
        if (!holds) {
            reject(expected);
        }
        return holds;
    }

    /** Writes words as alternatives: {@code "a", "b" or "c"}. */
    static String alternatives(List<String> words) {
        String last = '"' + words.get(words.size() - 1) + '"';
        if (words.size() == 1) {
            return last;
        }
        return words.subList(0, words.size() - 1).stream()
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(", ", "", " or " + last));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private int lineOf(TomlArray array, int index) {
        return Optional.ofNullable(array.inputPositionOf(index))
                .map(position -> position.line())
                .orElse(line);
    }
}
