package dev.pimainteno.patch;

import dev.pimainteno.patch.Hunk.Ending;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one hunk. Counts in its header that lead to a place where a body may end are believed. Else the body ends where
 * something else starts; what looks like prose at its end is read as context in one reading and left out in others.
 */
final class HunkReader {
    /** How many lines of context at its end make a hunk complete although its header says more. */
    private static final int CLOSING = 3;

    private static final Pattern SENTENCE_START = Pattern.compile("[\\p{Alnum}#*]");
    private static final String SENTENCE_ENDS = ".:!?*";
    private static final String SPACES = " \t\n\u000b\f\r";
    private static final Pattern LIST_ITEM = Pattern.compile("[-+] [\\p{Alnum}`\"(*].*", Pattern.DOTALL);

    private final Lines reply;
    private final String file;
    private final int number;
    private final Fence fence;
    private final BodyEnd bodyEnd;
    private final HunkBody body;
    private final HunkHeader header;
    private final int start;
    private int next;

    private HunkReader(
            Lines reply, String file, int number, Fence fence, HunkHeader header, int start, boolean returns) {
        this.reply = reply;
        this.file = file;
        this.number = number;
        this.fence = fence;
        this.header = header;
        this.start = start;
        this.bodyEnd = new BodyEnd(reply, fence);
        this.body = new HunkBody(reply, returns);
        this.next = start;
    }

    /**
     * Reads a hunk whose header stands at a line.
     *
     * @param file the file's name for messages
     * @param number the hunk's number in the file
     */
    static HunkReader headed(Lines reply, String file, int number, Fence fence, int line) throws Refused {
        HunkHeader header = HunkHeader.parse(reply.plain(line));
        return new HunkReader(reply, file, number, fence, header, line + 1, returns(reply, line));
    }

    /** Reads a hunk whose header is known and ends at a line. */
    static HunkReader under(HunkHeader header, Lines reply, String file, int number, Fence fence, int line) {
        return new HunkReader(reply, file, number, fence, header, line + 1, returns(reply, line));
    }

    /** Reads a hunk without a header, whose body starts at a line. */
    static HunkReader headless(Lines reply, String file, int number, Fence fence, int line) {
        return new HunkReader(reply, file, number, fence, HunkHeader.NONE, line, returns(reply, Math.max(0, line - 1)));
    }

    /** Whether a line of the diff's structure ends in a carriage return: then those of the reply are its own. */
    private static boolean returns(Lines reply, int line) {
        return reply.line(line).endsWith("\r");
    }

    /** Returns the line of the reply behind the hunk. */
    int next() {
        return next;
    }

    Hunk read() throws Refused {
        int open = bodyEnd.find(start);
        int counted = header.counts().isPresent() ? countedEnd(header.counts().get()) : -1;
        List<HunkLine> said = counted >= 0 ? body.lines(start, counted) : List.of();
        Optional<List<HunkLine>> single = body.undoubled(start, open);
        boolean changes = !said.stream().allMatch(HunkLine::isContext);
        if (!changes && single.isPresent() && header.counts().equals(single.map(HunkHeader.Counts::of))) {
            next = open;
            return new Hunk(number, header.hint(), Ending.CLOSED, single.get(), List.of());
        }
        boolean sure = counted >= 0 && (isStrong(counted) || !hasBareText(start, counted));
        Set<List<HunkLine>> readings = new LinkedHashSet<>();
        if (counted >= 0) {
            readings.add(said);
        }
        if (sure) {
            next = counted;
        } else {
            next = Math.max(open, counted);
            readings.addAll(openReadings(open));
            single.filter(lines -> counted < 0).ifPresent(readings::add);
        }
        readings.removeIf(lines -> lines.stream().allMatch(HunkLine::isContext));
        boolean halved = removeHalves(readings, open) || (counted >= 0 && endsBareAfterChange(counted));
        if (readings.isEmpty()) {
            throw new Refused(label() + " adds and removes nothing");
        }
        List<List<HunkLine>> all = new ArrayList<>(readings);
        if (counted < 0) {
            checkSigns(all.get(0));
        }
        return new Hunk(
                number,
                header.hint().withCounts(sure),
                halved ? endingInText(counted, open, all.get(0)) : ending(counted, open, all.get(0)),
                all.get(0),
                all.subList(1, all.size()));
    }

    /** Drops readings that leave text at the end out and then have less than the header says, and end in a change. */
    private boolean removeHalves(Set<List<HunkLine>> readings, int open) {
        if (readings.size() < 2 || (open < reply.count() && isFollowed(open))) {
            return false;
        }
        List<HunkLine> likeliest = readings.iterator().next();
        return readings.removeIf(lines ->
                !lines.equals(likeliest) && !lines.get(lines.size() - 1).isContext() && isShort(lines));
    }

    /**
     * Refuses a body that has all lines of the file that its header says, leaves more of them than that says, and removes or
     * adds lines for nothing: a removed line beside them may have lost its sign. A header that says the same of both sides
     * may just repeat itself.
     */
    private void checkSigns(List<HunkLine> lines) throws Refused {
        if (header.counts().isEmpty()) {
            return;
        }
        HunkHeader.Counts stated = header.counts().get();
        HunkHeader.Counts counts = HunkHeader.Counts.of(lines);
        boolean telling = stated.oldLines() > 0 && stated.oldLines() != stated.newLines();
        boolean more = counts.oldLines() == stated.oldLines() && counts.newLines() > stated.newLines();
        if (telling && more && isOneSided(lines)) {
            throw new Refused(label() + " leaves " + counts.newLines() + " lines and its header says "
                    + stated.newLines() + ": a removed line may lack its '-'");
        }
    }

    /** Whether lines are added between two lines of context without one that is removed, or removed without one added. */
    private static boolean isOneSided(List<HunkLine> lines) {
        Set<HunkLine.Kind> kinds = EnumSet.noneOf(HunkLine.Kind.class);
        for (HunkLine line : lines) {
            if (!line.isContext()) {
                kinds.add(line.kind());
            } else if (kinds.size() == 1) {
                return true;
            } else {
                kinds.clear();
            }
        }
        return kinds.size() == 1;
    }

    private List<List<HunkLine>> openReadings(int open) throws Refused {
        List<List<HunkLine>> readings = new ArrayList<>();
        for (int end : openEnds(open)) {
            readings.add(body.lines(start, end));
        }
        if (header.counts().isPresent()) {
            BareBlanks blanks = new BareBlanks(readings.get(0), header.counts().get());
            Optional<List<HunkLine>> removed = blanks.asRemoved();
            if (removed.isPresent() && blanks.contextIsPrefixed()) {
                return List.of(removed.get());
            }
            if (removed.isPresent()) {
                throw new Refused(
                        label() + " has blank lines without a prefix, and its counts contradict each other about"
                                + " them: write ' ' or '-' before each");
            }
            blanks.asAdded().ifPresent(readings::add);
        }
        return readings;
    }

    /** Returns where the body ends by its counts; -1 if no line is there, or something else starts before or goes on behind. */
    private int countedEnd(HunkHeader.Counts counts) {
        int oldLines = 0;
        int newLines = 0;
        int at = start;
        while (oldLines < counts.oldLines() || newLines < counts.newLines()) {
            if (at >= reply.count() || isHardEnd(at)) {
                return -1;
            }
            if (!body.isMarker(at)) {
                HunkLine line = body.line(at);
                oldLines += line.isOld() ? 1 : 0;
                newLines += line.isNew() ? 1 : 0;
            }
            at++;
        }
        while (at > start && at < reply.count() && body.isMarker(at)) {
            at++;
        }
        boolean exact = oldLines == counts.oldLines() && newLines == counts.newLines();
        return exact && at > start && mayEndAt(at) ? at : -1;
    }

    /** Whether a line can be no line of a body even if the counts ask for one. */
    private boolean isHardEnd(int index) {
        String line = reply.line(index);
        return line.startsWith("diff --git ")
                || (line.startsWith("@@ ") && body.isBare(index))
                || bodyEnd.isLoneName(index)
                || bodyEnd.isSwappedPair(index)
                || (index + 2 < reply.count()
                        && line.startsWith("--- ")
                        && reply.line(index + 1).startsWith("+++ ")
                        && reply.line(index + 2).startsWith("@@"));
    }

    private boolean mayEndAt(int index) {
        return index >= reply.count() || bodyEnd.isAt(index) || body.isBare(index);
    }

    /** Whether a body that ends at a line ends for another reason than its counts, too. */
    private boolean isStrong(int index) {
        return index >= reply.count() ? !fence.isOpen() : bodyEnd.isAt(index);
    }

    private boolean hasBareText(int from, int to) {
        for (int i = from; i < to; i++) {
            if (body.isBare(i) && !body.isBlank(i) && !body.isMarker(i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns where a body without counts may end, the likeliest first. */
    private List<Integer> openEnds(int open) {
        int lastPrefixed = open;
        while (lastPrefixed > start && body.isBare(lastPrefixed - 1) && !body.isMarker(lastPrefixed - 1)) {
            lastPrefixed--;
        }
        List<Integer> ends = new ArrayList<>();
        ends.add(body.withoutBlankEnd(start, open));
        if (open >= reply.count() && !reply.isTerminated(open - 1)) {
            return ends; // what is left out may be the first half of something
        }
        int prose = proseStart(open);
        if (prose >= 0) {
            ends.add(body.withoutBlankEnd(start, prose));
        }
        ends.add(body.withoutBlankEnd(start, lastPrefixed));
        return ends;
    }

    /** Returns the blank line from which on there is text without prefixes and no change, but for a list; -1 if there is none. */
    private int proseStart(int open) {
        int prose = -1;
        boolean list = false;
        for (int i = open - 1; i > start && (!body.isChange(i) || isListItem(i)); i--) {
            list |= body.isChange(i);
            boolean text = i + 1 < open && body.isBare(i + 1) && !body.isBlank(i + 1);
            if (body.isEmpty(i) && text && (!list || isSentence(body.text(i + 1)))) {
                prose = i;
            }
        }
        return prose;
    }

    /** Whether a line has several words, starts like one, and ends as a sentence or a heading does. */
    private static boolean isSentence(String line) {
        int last = line.length() - 1;
        while (last > 0 && SPACES.indexOf(line.charAt(last)) >= 0) {
            last--;
        }
        int blank = line.indexOf(' ', 1);
        return blank > 0
                && blank < last
                && SENTENCE_ENDS.indexOf(line.charAt(last)) >= 0
                && SENTENCE_START.matcher(line).lookingAt();
    }

    private boolean isListItem(int index) {
        return LIST_ITEM.matcher(body.text(index)).matches();
    }

    private Ending ending(int counted, int open, List<HunkLine> lines) throws Refused {
        boolean last = (counted >= 0 ? counted : body.withoutBlankEnd(start, open)) >= reply.count()
                || (counted < 0 && open >= reply.count());
        boolean change = !lines.get(lines.size() - 1).isContext();
        if (!last) {
            return counted < 0 && change && isShort(lines) && !isFollowed(open) ? Ending.SHORT : Ending.CLOSED;
        }
        boolean closed = lines.size() > CLOSING
                && lines.subList(lines.size() - CLOSING, lines.size()).stream().allMatch(HunkLine::isContext);
        boolean cut = fence.isOpen() || !reply.isTerminated(reply.count() - 1);
        if (counted >= 0) {
            return reply.isTerminated(reply.count() - 1) ? Ending.CLOSED : Ending.UNTERMINATED;
        }
        if (cut && (change || isShort(lines))) {
            throw new Refused("the reply breaks off in " + label());
        }
        if (cut) {
            return closed ? Ending.CUT_OFF : Ending.SHORT;
        }
        if (change && leavesOutAddedLines(lines)) {
            throw new Refused("the reply breaks off in " + label() + ", which has less added lines than it says");
        }
        return change && (isShort(lines) || endsTooSoon(lines)) ? Ending.SHORT : Ending.CLOSED;
    }

    /** Whether a hunk has all old lines that its header says, so that this counts, and less new ones. */
    private boolean leavesOutAddedLines(List<HunkLine> lines) {
        HunkHeader.Counts counts = HunkHeader.Counts.of(lines);
        return header.counts()
                .filter(stated -> stated.oldLines() == counts.oldLines()
                        && stated.newLines() > counts.newLines()
                        && stated.oldLines() != stated.newLines())
                .isPresent();
    }

    /** Whether there are no counts, or both are less than what is there. */
    private boolean saysNothing(List<HunkLine> lines) {
        HunkHeader.Counts counts = HunkHeader.Counts.of(lines);
        return header.counts()
                .filter(stated -> stated.oldLines() >= counts.oldLines() || stated.newLines() >= counts.newLines())
                .isEmpty();
    }

    /** Whether a hunk that says nothing of its length has as much context as is usual before its change and none behind it. */
    private boolean endsTooSoon(List<HunkLine> lines) {
        return saysNothing(lines)
                && lines.size() > CLOSING
                && lines.subList(0, CLOSING).stream().allMatch(HunkLine::isContext);
    }

    /** Whether lines without prefixes end a body whose last line with one is a change: prose may make its counts agree. */
    private boolean endsBareAfterChange(int end) {
        int last = end;
        while (last > start && body.isBare(last - 1) && !body.isMarker(last - 1)) {
            last--;
        }
        return last < end && last > start && body.isChange(last - 1);
    }

    private Ending endingInText(int counted, int open, List<HunkLine> lines) throws Refused {
        Ending ending = ending(counted, open, lines);
        return ending == Ending.CLOSED ? Ending.SHORT_BEFORE_TEXT : ending;
    }

    /** Whether another hunk or file follows: then the reply has not broken off in this one. */
    private boolean isFollowed(int end) {
        return reply.line(end).startsWith("@@")
                || bodyEnd.startsFile(end)
                || EnvelopeReader.isStructure(reply.line(end));
    }

    private boolean isShort(List<HunkLine> lines) {
        if (header.counts().isEmpty()) {
            return false;
        }
        HunkHeader.Counts counts = HunkHeader.Counts.of(lines);
        return counts.oldLines() < header.counts().get().oldLines()
                || counts.newLines() < header.counts().get().newLines();
    }

    private String label() {
        return "hunk " + number + " of " + file;
    }
}
