package dev.pimainteno.patch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a reply out of a margin that stands before all lines of its diff: a list's or a block's indentation, a quotation's signs. */
final class Margin {
    private static final String STRUCTURE =
            "(?:diff --git |--- [^ ]|\\+\\+\\+ [^ ]|@@ |@@$|\\*\\*\\* Begin Patch|<{5,9} SEARCH)";
    private static final Pattern AT_START = Pattern.compile("^" + STRUCTURE, Pattern.MULTILINE);
    private static final Pattern INDENTED =
            Pattern.compile("^([ \\t]{1,24}|(?:[ \\t]{0,3}> ?){1,3})" + STRUCTURE, Pattern.MULTILINE);

    private Margin() {}

    static String strip(String reply) {
        if (AT_START.matcher(reply).find()) {
            return reply;
        }
        Matcher indented = INDENTED.matcher(reply);
        if (!indented.find()) {
            return reply;
        }
        String margin = indented.group(1);
        String empty = margin.stripTrailing();
        StringBuilder text = new StringBuilder(reply.length());
        Lines lines = Lines.of(reply);
        for (int i = 0; i < lines.count(); i++) {
            String line = lines.raw(i);
            if (line.startsWith(margin)) {
                text.append(line, margin.length(), line.length());
            } else if (line.stripTrailing().equals(empty) || line.isBlank()) {
                text.append(lines.end(i));
            } else {
                text.append(line);
            }
        }
        return text.toString();
    }
}
