package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes a reply out of its wrapping: byte order mark, JSON, terminal colours. What is left is one {@code char} per byte. */
final class ReplyText {
    private static final int MOST_BYTES = 10 << 20;
    private static final int MOST_LINES = 200_000;
    private static final int DEEPEST = 3;
    private static final String FENCE = "```";
    private static final List<String> STRUCTURE =
            List.of("<<<<<<< SEARCH", "*** Begin Patch", "diff --git ", "--- ", "+++ ", "@@");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[mK]");
    /** A file's names without the blank behind their signs. */
    private static final Pattern TIGHT_NAMES =
            Pattern.compile("^---(a/(\\S+)\\s*\\n)\\+\\+\\+(b/(?:\\2\\s*\\n|\\S+\\s*\\n(?=@@)))", Pattern.MULTILINE);

    private ReplyText() {}

    static Lines unwrap(String reply) throws Refused {
        return unwrap(toBytes(reply));
    }

    static Lines unwrap(byte[] reply) throws Refused {
        if (reply.length > MOST_BYTES) {
            throw new Refused(
                    "the reply has %,d bytes; at most %,d are read".formatted(reply.length, (long) MOST_BYTES));
        }
        String text = withoutMark(new String(reply, ISO_8859_1));
        for (int depth = 0; depth < DEEPEST; depth++) {
            Optional<String> inner = JsonReply.unwrap(text);
            if (inner.isEmpty()) {
                break;
            }
            text = withoutMark(inner.get());
        }
        if (text.indexOf('\0') >= 0) {
            throw new Refused("the reply holds a NUL byte");
        }
        String plain = Margin.strip(withFenceApart(withoutColours(EscapedText.unescape(text))));
        Lines lines = Lines.of(withLooseNames(RightMargin.strip(plain)));
        if (lines.count() > MOST_LINES) {
            throw new Refused("the reply has %,d lines; at most %,d are read".formatted(lines.count(), MOST_LINES));
        }
        return lines;
    }

    private static String withLooseNames(String text) {
        return text.contains("---a/") ? TIGHT_NAMES.matcher(text).replaceAll("--- $1+++ $3") : text;
    }

    /** Returns text as UTF-8, one {@code char} per byte. */
    static String toLatin(String text) throws Refused {
        return new String(toBytes(text), ISO_8859_1);
    }

    private static byte[] toBytes(String text) throws Refused {
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new Refused("the reply holds half of a character (a lone surrogate), which no file can hold");
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith(FileText.MARK) ? text.substring(FileText.MARK.length()) : text;
    }

    /** Puts the end of a fence that hangs on the reply's last line, and on no other, on a line of its own. */
    private static String withFenceApart(String text) {
        String end = text.stripTrailing();
        int last = end.lastIndexOf('\n') + 1;
        boolean glued = end.endsWith(FENCE) && !Fence.isMarker(end.substring(last));
        long fences =
                glued ? text.lines().filter(line -> line.startsWith(FENCE)).count() : 0;
        return fences % 2 == 1 ? end.substring(0, end.length() - FENCE.length()) + "\n" + FENCE + "\n" : text;
    }

    /** Drops colours only where the diff's own structure is coloured: otherwise they may be content. */
    private static String withoutColours(String text) {
        if (text.indexOf('\u001b') < 0) {
            return text;
        }
        String plain = COLOUR.matcher(text).replaceAll("");
        Lines before = Lines.of(text);
        Lines after = Lines.of(plain);
        for (int i = 0; i < after.count(); i++) { // a last line that is only colour is gone
            String line = after.line(i);
            if (before.line(i).startsWith("\u001b") && STRUCTURE.stream().anyMatch(line::startsWith)) {
                return plain;
            }
        }
        return text;
    }
}
