package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a diff that stands in one line, its line feeds escaped as in a string of JSON or of a program. Where quotes show that
 * nothing but the line feeds was escaped, line feeds that the diff's own lines name are told from them by the hunks' counts:
 * if those do not agree, the reply stays as it is.
 */
final class EscapedText {
    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(String.class);
    private static final Pattern PLAIN = Pattern.compile("^(?:\\+\\+\\+ |@@)", Pattern.MULTILINE);
    private static final Pattern ESCAPED = Pattern.compile(
            "(?:^|[\"'`(\\s]|\\\\n)((?:diff --git |--- )(?:(?!\\\\n)[^\\n])+\\\\n[^\\n]*\\\\n@@[^\\n]*)",
            Pattern.MULTILINE);
    private static final Pattern OTHER_ESCAPE = Pattern.compile("\\\\[^n\"\\\\]");
    private static final Pattern COUNTS = Pattern.compile("@@ -\\d+(?:,(\\d{1,9}))? \\+\\d+(?:,(\\d{1,9}))? @@.*");

    private EscapedText() {}

    static String unescape(String reply) {
        Matcher escaped = ESCAPED.matcher(reply);
        if (PLAIN.matcher(reply).find() || !escaped.find()) {
            return reply;
        }
        String body = escaped.group(1);
        int end = body.lastIndexOf("\\n") + 2;
        boolean closed = body.substring(end).matches("[\"'`)\\]};,\\s]*");
        String diff = closed ? body.substring(0, end) : body;
        if (diff.contains("\\\"") || diff.contains("\\\\")) {
            return fromJson(diff, reply);
        }
        String lines = diff.replace("\\n", "\n");
        return OTHER_ESCAPE.matcher(diff).find() || !countsAgree(lines) ? reply : lines;
    }

    private static String fromJson(String diff, String reply) {
        try {
            String utf8 = new String(diff.getBytes(ISO_8859_1), UTF_8);
            return ReplyText.toLatin(READER.<String>readValue('"' + utf8 + '"'));
        } catch (JsonProcessingException | Refused e) {
            return reply; // no string of JSON: the reply is read as it stands
        }
    }

    /** Whether every hunk has as many lines as its header says. */
    private static boolean countsAgree(String diff) {
        Lines lines = Lines.of(diff);
        int old = 0;
        int now = 0;
        for (int i = 0; i < lines.count(); i++) {
            String line = lines.line(i);
            Matcher counts = COUNTS.matcher(line);
            boolean inHunk = old > 0 || now > 0;
            if (!inHunk && counts.matches()) {
                old = count(counts, 1);
                now = count(counts, 2);
            } else if (inHunk && (line.isEmpty() || "+- \\".indexOf(line.charAt(0)) < 0)) {
                return false;
            } else if (inHunk) {
                old -= line.startsWith("+") || line.startsWith("\\") ? 0 : 1;
                now -= line.startsWith("-") || line.startsWith("\\") ? 0 : 1;
            } else if (line.startsWith("@@") || (line.startsWith("+") && !line.startsWith("+++ "))) {
                return false;
            }
        }
        return old == 0 && now == 0;
    }

    private static int count(Matcher counts, int group) {
        return counts.start(group) < 0 ? 1 : Integer.parseInt(String.valueOf(counts.group(group)));
    }
}
