package dev.pimainteno.patch;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the Markdown fences of a reply, outside of hunks. For one thread. */
final class Fence {
    private static final Pattern MARKER = Pattern.compile(" {0,3}(`{3,}+|~{3,}+)\\s*+([\\w+-]*+)([^`]*+)");
    private static final Set<String> DIFF_LABELS = Set.of("diff", "patch", "udiff");

    private String open = "";
    private String label = "";

    static boolean isMarker(String line) {
        return MARKER.matcher(line).matches();
    }

    /** Takes a line if it opens or closes a fence. */
    boolean takes(String line) {
        Matcher marker = MARKER.matcher(line);
        if (!marker.matches()) {
            return false;
        }
        if (isClosedBy(line)) {
            open = "";
            label = "";
        } else {
            open = marker.group(1);
            label = marker.group(2).toLowerCase(Locale.ROOT);
        }
        return true;
    }

    /** Whether a line closes the fence that is open. */
    boolean isClosedBy(String line) {
        Matcher marker = MARKER.matcher(line);
        return isOpen()
                && marker.matches()
                && marker.group(2).isEmpty()
                && marker.group(3).isBlank()
                && marker.group(1).startsWith(open);
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Whether the fence that is open says that it holds a diff. */
    boolean holdsDiff() {
        return DIFF_LABELS.contains(label);
    }
}
