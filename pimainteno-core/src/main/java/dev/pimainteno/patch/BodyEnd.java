package dev.pimainteno.patch;

import java.util.regex.Pattern;

/** Knows which lines of a reply cannot belong to the body of a hunk. Not changed after it is made. */
final class BodyEnd {
    private static final Pattern SIGNATURE = Pattern.compile("\\d+\\.\\d+.*");
    private static final Pattern OTHER_DIFF = Pattern.compile("diff -\\S++ \\S.*");
    private static final Pattern MAIL = Pattern.compile("From [0-9a-f]{7,64} .*");
    private static final Pattern NAME = Pattern.compile("(?:---|\\+\\+\\+) (?:\"[^\"]+\"|(?=\\S*[./])\\S++)(?:\\s.*)?");

    private final Lines reply;
    private final Fence fence;

    BodyEnd(Lines reply, Fence fence) {
        this.reply = reply;
        this.fence = fence;
    }

    /** Returns the first line, from one on, that ends a body. */
    int find(int from) {
        int i = from;
        while (i < reply.count() && !isAt(i)) {
            i++;
        }
        return i;
    }

    boolean isAt(int index) {
        String line = reply.line(index);
        if (line.isEmpty()) {
            return false;
        }
        return switch (line.charAt(0)) {
            case '@' -> line.startsWith("@@");
            case 'd' -> startsFile(index);
            case '-' -> startsFile(index) || isSignature(index);
            case '+' -> startsFile(index);
            case '*' -> EnvelopeReader.isStructure(line);
            case '<' -> BlockReader.isStart(line);
            case 'I' -> line.startsWith("Index: ");
            case 'F' -> MAIL.matcher(reply.plain(index)).matches();
            case '`', '~' -> isFence(index);
            default -> false;
        };
    }

    /** Whether another file's part starts at a line. */
    boolean startsFile(int index) {
        if (index >= reply.count()) {
            return false;
        }
        String line = reply.plain(index);
        if (line.startsWith("diff -")) {
            return line.startsWith("diff --git ") || OTHER_DIFF.matcher(line).matches();
        }
        if (isPair(index)) {
            boolean followed =
                    index + 2 < reply.count() && reply.line(index + 2).startsWith("@@");
            return followed || (NAME.matcher(line).matches() && areNames(line, reply.plain(index + 1)));
        }
        return isLoneName(index) || isSwappedPair(index);
    }

    /** Whether a file's names stand at a line in the wrong order, or with blank lines between them. */
    boolean isSwappedPair(int index) {
        if (!isName(index)) {
            return false;
        }
        int second = reply.afterBlanks(index + 1);
        if (second >= reply.count()
                || !isName(second)
                || reply.line(second).charAt(0) == reply.line(index).charAt(0)) {
            return false;
        }
        int hunk = second == index + 1 ? second + 1 : reply.afterBlanks(second + 1);
        return hunk < reply.count() && reply.line(hunk).startsWith("@@");
    }

    private boolean isName(int index) {
        String line = reply.line(index);
        return (line.startsWith("--- ") || line.startsWith("+++ "))
                && NAME.matcher(reply.plain(index)).matches();
    }

    /** Whether a line is half of a file's header, with a hunk below it. */
    boolean isLoneName(int index) {
        return isName(index)
                && index + 1 < reply.count()
                && reply.line(index + 1).startsWith("@@");
    }

    private boolean isPair(int index) {
        return reply.line(index).startsWith("--- ")
                && index + 1 < reply.count()
                && reply.line(index + 1).startsWith("+++ ");
    }

    /** Whether two lines name a file before and after: the same one, or one that comes or goes. */
    private static boolean areNames(String minus, String plus) {
        String before = minus.substring(4).strip();
        String after = plus.substring(4).strip();
        boolean prefixed = before.startsWith("a/") && after.startsWith("b/");
        return prefixed
                || before.equals(after)
                || before.equals(FileHeader.NOWHERE)
                || after.equals(FileHeader.NOWHERE);
    }

    /** Whether a mail's signature, which looks like a removed line, starts at a line. */
    boolean isSignature(int index) {
        String line = reply.plain(index);
        return (line.equals("-- ") || line.equals("--"))
                && index + 1 < reply.count()
                && SIGNATURE.matcher(reply.plain(index + 1)).matches();
    }

    /**
     * Whether a fence ends or starts at a line. A marker that has lost its prefix and belongs to the file is one only if
     * what follows it goes on like a body.
     */
    private boolean isFence(int index) {
        if (!Fence.isMarker(reply.plain(index))) {
            return false;
        }
        if (index + 1 >= reply.count()) {
            return true;
        }
        String next = reply.line(index + 1);
        boolean goesOn = next.startsWith("+")
                || next.startsWith("-")
                || next.startsWith(" ")
                || (fence.isOpen() && (next.startsWith("@@") || fence.isClosedBy(reply.plain(index + 1))));
        return !goesOn;
    }
}
