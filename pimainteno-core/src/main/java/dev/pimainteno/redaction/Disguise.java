package dev.pimainteno.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text says once simple disguises are taken off: strings in pieces, escapes, base64 and hex. One layer is taken off, not several. */
final class Disguise {
    private static final Pattern SEAM = Pattern.compile("[\"'`]\\s*(?:\\+|\\.\\.?|&|\\\\)?\\s*[\"'`]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|u\\{?00([0-9a-fA-F]{2})}?)");
    private static final Pattern ESCAPED = Pattern.compile("(?:" + ESCAPE.pattern() + "){8}");
    private static final Pattern BASE64 = Pattern.compile("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,8000}+={0,2}");
    private static final Pattern HEX = Pattern.compile("(?<![A-Za-z0-9])(?:[0-9a-fA-F]{2}){20,4000}+(?![A-Za-z0-9])");
    private static final Pattern TEXT = Pattern.compile("[\\t\\r\\n -~]+");

    private Disguise() {}

    /** Returns what a text says besides itself; often nothing. */
    static List<String> off(String text) {
        List<String> said = new ArrayList<>();
        Matcher seam = SEAM.matcher(text);
        if (seam.find()) {
            said.add(seam.replaceAll(""));
        }
        if (ESCAPED.matcher(text).find()) {
            said.add(ESCAPE.matcher(text)
                    .replaceAll(match -> Matcher.quoteReplacement(
                            character(match.group(1) != null ? match.group(1) : match.group(2)))));
        }
        BASE64.matcher(text).results().forEach(match -> base64(match.group(), said));
        HEX.matcher(text).results().forEach(match -> addText(HexFormat.of().parseHex(match.group()), said));
        return said;
    }

    private static void base64(String encoded, List<String> said) {
        String padded = encoded.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
        if (padded.length() % 4 != 1) {
            addText(Base64.getDecoder().decode(padded), said);
        }
    }

    private static void addText(byte[] decoded, List<String> said) {
        String text = new String(decoded, ISO_8859_1);
        if (TEXT.matcher(text).matches()) {
            said.add(text);
        }
    }

    private static String character(String hex) {
        return String.valueOf((char) Integer.parseInt(hex, 16));
    }
}
