package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/**
 * The part of a line that survives a model's typing: no white space, straight quotes, plain dashes. Lines are given and
 * returned with one {@code char} per byte or per character; only their equality means something.
 */
final class LineFold {
    private LineFold() {}

    /** Returns a line without its white space of ASCII. */
    static String withoutSpaces(String line) {
        int first = 0;
        while (first < line.length() && !isSpace(line.charAt(first))) {
            first++;
        }
        if (first == line.length()) {
            return line;
        }
        StringBuilder kept = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            if (!isSpace(line.charAt(i))) {
                kept.append(line.charAt(i));
            }
        }
        return kept.toString();
    }

    /** Whether the same is left of two lines. */
    static boolean same(String line, String other) {
        return line.equals(other) || of(line).equals(of(other));
    }

    /** Returns a line without white space and with typographic characters replaced by those of ASCII. */
    static String of(String line) {
        String dense = withoutSpaces(line);
        if (isAscii(dense)) {
            return dense;
        }
        String text = new String(dense.getBytes(ISO_8859_1), UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            return dense; // not UTF-8: nothing is known of its characters
        }
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> append(folded, c));
        return folded.toString();
    }

    private static boolean isAscii(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static void append(StringBuilder folded, int c) {
        switch (c) {
            case 0x2018, 0x2019, 0x201a, 0x201b, 0x2032, 0x00b4, 0x02bc -> folded.append('\'');
            case 0x201c, 0x201d, 0x201e, 0x201f, 0x2033, 0x00ab, 0x00bb -> folded.append('"');
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212 -> folded.append('-');
            case 0x2026 -> folded.append("...");
            case 0x00a0,
                    0x1680,
                    0x180e,
                    0x2028,
                    0x2029,
                    0x202f,
                    0x205f,
                    0x3000,
                    0x200b,
                    0x200c,
                    0x200d,
                    0x2060,
                    0xfeff -> {
                // blanks that look like other blanks, or like nothing
            }
            default -> {
                if (c < 0x2000 || c > 0x200a) { // else a blank of some width
                    folded.appendCodePoint(c);
                }
            }
        }
    }
}
