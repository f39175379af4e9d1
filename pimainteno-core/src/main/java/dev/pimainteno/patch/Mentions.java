package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what looks like a path in the text between two parts of a reply. For one thread. */
final class Mentions {
    private static final int MOST = 50;
    private static final int LONGEST_LINE = 1000;
    private static final Pattern QUOTED = Pattern.compile("`([^`\\s][^`]*)`|\\*\\*([^*\\s][^*]*)\\*\\*");
    private static final Pattern WORD = Pattern.compile("[\\w@+~./-]+");

    private final Set<String> paths = new LinkedHashSet<>();
    /** Text that is not looked at yet: most replies name their files in headers, and nobody asks. */
    private final List<String> unread = new ArrayList<>();

    private String last = "";

    /** Takes a line of text. */
    void add(String line) {
        unread.add(line);
    }

    private void read(String line) {
        if (line.length() > LONGEST_LINE || paths.size() >= MOST) {
            return;
        }
        Matcher quoted = QUOTED.matcher(line);
        while (quoted.find()) {
            mention(quoted.group().replaceAll("^[`*]++|(?:\\G|(?<![`*:]))[`*:]++$", ""));
        }
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            mention(word.group().replaceAll("(?<![.])[.]++$", ""));
        }
        mention(line.replaceAll("^[#>*\\s`]++|(?:\\G|(?<![:*\\s`]))[:*\\s`]++$", ""));
    }

    private void mention(String path) {
        boolean likely = path.indexOf('/') >= 0 || path.indexOf('.') > 0 || Character.isUpperCase(first(path));
        if (likely && !path.isEmpty()) {
            paths.remove(path); // the nearest mention counts
            paths.add(path);
        }
    }

    private static char first(String path) {
        return path.isEmpty() ? ' ' : path.charAt(0);
    }

    /** Starts anew behind a part of the reply, which may go on further down. */
    void restart(FileHeader header) {
        paths.clear();
        unread.clear();
        if (!header.isNameless()) {
            last = header.label();
        }
    }

    /** Returns what was named since the last part, the nearest last; that part's file if nothing was. */
    List<String> paths() {
        unread.forEach(this::read);
        unread.clear();
        List<String> all = new ArrayList<>();
        if (!last.isEmpty()) {
            all.add(last);
        }
        all.addAll(paths);
        return all;
    }

    /** Returns the file of the last part of the reply; empty if there was none. */
    String last() {
        return last;
    }
}
