package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/**
 * Writes hunks as a file of ISO 8859-1 has them. A reply is UTF-8; put into such a file as it is, the file would be in two
 * encodings.
 */
final class LatinText {
    private LatinText() {}

    /**
     * Returns hunks in the encoding of a file: as they are if it is UTF-8, or partly.
     *
     * @throws Refused if they add characters that the file's encoding does not have
     */
    static List<Hunk> of(byte[] content, List<Hunk> hunks) throws Refused {
        boolean plain = hunks.stream().flatMap(hunk -> hunk.lines().stream()).allMatch(line -> isPlain(line.text()));
        if (plain || !isLatin(new String(content, ISO_8859_1))) {
            return hunks;
        }
        for (Hunk hunk : hunks) {
            for (HunkLine line : hunk.lines()) {
                if (line.kind() == HunkLine.Kind.ADDED && !fits(line.text())) {
                    throw new Refused("hunk " + hunk.number() + " adds " + Excerpt.of(line.plain())
                            + ", which has characters that the file's encoding, ISO 8859-1, has not");
                }
            }
        }
        return hunks.stream().map(LatinText::inLatin).toList();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether a file has bytes beyond ASCII and none of them, with its neighbours, is a character of UTF-8. */
    private static boolean isLatin(String file) {
        boolean some = false;
        for (int i = 0; i < file.length(); i++) {
            if (file.charAt(i) >= 0x80) {
                some = true;
                boolean leads = file.charAt(i) >= 0xc2 && file.charAt(i) < 0xf5;
                if (leads && i + 1 < file.length() && file.charAt(i + 1) >= 0x80 && file.charAt(i + 1) < 0xc0) {
                    return false;
                }
            }
        }
        return some;
    }

    private static boolean fits(String text) {
        return decoded(text).chars().allMatch(c -> c < 0x100);
    }

    private static Hunk inLatin(Hunk hunk) {
        return hunk.mapped(LatinText::inLatin);
    }

    private static List<HunkLine> inLatin(List<HunkLine> lines) {
        return lines.stream()
                .map(line -> fits(line.text()) ? line.withText(decoded(line.text())) : line)
                .toList();
    }

    /** Returns the characters of a line of UTF-8; the line itself if it is none. */
    private static String decoded(String line) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(line.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return line; // in the file's encoding already
        }
    }
}
