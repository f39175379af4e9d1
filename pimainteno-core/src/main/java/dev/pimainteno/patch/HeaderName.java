package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the name of a file from a header line: unquotes it, drops a time stamp, decodes it. */
final class HeaderName {
    private static final int LONGEST = 8192;
    private static final Pattern TIME_STAMP = Pattern.compile("(?<!\\s)\\s++\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d.*");
    private static final Pattern REMARK = Pattern.compile("(?<!\\s)\\s++(?:\\([^()]*\\)|\\[[^\\[\\]]*\\])$");

    private static final Pattern MARKUP = Pattern.compile("^[`*'\"]++|(?:\\G|(?<![`*'\":]))[`*'\":]++$");

    private HeaderName() {}

    /** Returns the name that the rest of a {@code ---}, {@code +++} or {@code rename} line gives. */
    static String parse(String rest) throws Refused {
        if (rest.length() > LONGEST) {
            throw new Refused("the file's name " + Excerpt.of(rest) + " is too long");
        }
        String name = rest.strip();
        if (name.startsWith("\"")) {
            int end = Quoted.endOf(name, 0);
            Optional<String> unquoted = end < 0 ? Optional.empty() : Quoted.unquote(name.substring(0, end));
            return decode(
                    unquoted.orElseThrow(() -> new Refused("the quoted path " + Excerpt.of(name) + " is broken")));
        }
        int tab = name.indexOf('\t');
        String untabbed = tab < 0 ? name : name.substring(0, tab);
        String path = TIME_STAMP.matcher(untabbed).replaceFirst("").strip();
        String decoded = decode(withoutDot(path));
        return simplified(decoded).equals(FileHeader.NOWHERE) ? FileHeader.NOWHERE : decoded;
    }

    /**
     * Returns the path that both names of a {@code diff --git} line give behind their prefixes; nothing if they differ
     * or cannot be told apart.
     */
    static Optional<String> parseGit(String rest) throws Refused {
        String names = rest.strip();
        if (names.startsWith("\"")) {
            int end = Quoted.endOf(names, 0);
            if (end < 0 || end >= names.length()) {
                return Optional.empty();
            }
            return samePath(parse(names.substring(0, end)), parse(names.substring(end)));
        }
        int middle = names.length() / 2;
        if (names.length() % 2 == 0 || names.charAt(middle) != ' ') {
            return Optional.empty();
        }
        return samePath(decode(names.substring(0, middle)), decode(names.substring(middle + 1)));
    }

    /** Returns a name without a remark in brackets behind it, with slashes for the backslashes of another system. */
    static String simplified(String name) {
        String bare = MARKUP.matcher(REMARK.matcher(name).replaceFirst("")).replaceAll("");
        boolean foreign = bare.indexOf('/') < 0 && bare.indexOf('\\') > 0;
        return withoutDot(foreign ? bare.replace('\\', '/') : bare);
    }

    /** Returns a name without one leading {@code a/} or {@code b/}, and without a {@code ./} behind that. */
    static String withoutPrefix(String name) {
        return withoutDot(hasPrefix(name) ? name.substring(2) : name);
    }

    static boolean hasPrefix(String name) {
        return name.startsWith("a/") || name.startsWith("b/");
    }

    private static String withoutDot(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static Optional<String> samePath(String before, String after) {
        return before.startsWith("a/")
                        && after.startsWith("b/")
                        && before.substring(2).equals(after.substring(2))
                ? Optional.of(before.substring(2))
                : Optional.empty();
    }

    private static String decode(String bytes) throws Refused {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused("the path " + Excerpt.of(bytes) + " is not UTF-8");
        }
    }
}
