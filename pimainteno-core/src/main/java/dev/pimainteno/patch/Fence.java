package dev.pimainteno.patch;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the Markdown fences of a reply, outside of hunks. For one thread. */
final class Fence {
    private static final Pattern MARKER = Pattern.compile(" {0,3}(`{3,}|~{3,})\\s*([\\w+-]*)[^`]*");
    private static final Set<String> DIFF_LABELS = Set.of("diff", "patch", "udiff");

    private String open = "";
    private String label = "";

    /** Takes a line if it opens or closes a fence. */
    boolean takes(String line) {
        Matcher marker = MARKER.matcher(line);
        if (!marker.matches()) {
            return false;
        }
        String ticks = marker.group(1);
        String info = marker.group(2).toLowerCase(Locale.ROOT);
        if (isOpen() && info.isEmpty() && ticks.startsWith(open)) {
            open = "";
            label = "";
        } else {
            open = ticks;
            label = info;
        }
        return true;
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Whether the fence that is open says that it holds a diff. */
    boolean holdsDiff() {
        return DIFF_LABELS.contains(label);
    }
}
