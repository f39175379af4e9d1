package dev.pimainteno.config;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the five fields of a cron expression: what it may hold. Immutable.
 *
 * @param word what people call it
 * @param first the smallest number
 * @param last the largest number
 * @param names the names of the numbers from {@code first} on; empty if they have none
 */
record CronField(String word, int first, int last, List<String> names) {
    static final CronField MINUTE = new CronField("minute", 0, 59, List.of());
    static final CronField HOUR = new CronField("hour", 0, 23, List.of());
    static final CronField DAY = new CronField("day", 1, 31, List.of());
    static final CronField MONTH = new CronField(
            "month",
            1,
            12,
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));
    /** From Sunday to Sunday: 0 and 7 are the same day. */
    static final CronField WEEKDAY =
            new CronField("weekday", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private static final Pattern PART = Pattern.compile("(\\*|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:/([0-9]{1,2}))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
    private static final int MALFORMED = -1;

    /** Returns the values that a field allows; none if it is malformed. */
    BitSet parse(String field) {
        BitSet values = new BitSet();
        for (String part : field.toLowerCase(Locale.ROOT).split(",", -1)) {
            BitSet allowed = parsePart(part);
            if (allowed.isEmpty()) {
                return allowed;
            }
            values.or(allowed);
        }
        return values;
    }

    /** Says what the field may hold. */
    String expected() {
        String byName = names.isEmpty() ? "" : " or " + names.get(0) + "-" + names.get(names.size() - 1);
        return "%d-%d%s for the %s (or *, a range a-b, a step */n or a-b/n, a list of these)"
                .formatted(first, last, byName, word);
    }

    private BitSet parsePart(String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            return new BitSet();
        }
        boolean every = matcher.group(1).equals("*");
        boolean range = matcher.group(3) != null;
        int from = every ? first : number(matcher.group(2));
        int to = every ? last : range ? rangeEnd(matcher.group(3)) : from;
        boolean stepped = matcher.group(4) != null;
        int step = stepped ? Integer.parseInt(matcher.group(4)) : 1;
        if (from == MALFORMED || step < 1 || step > last || (stepped && !every && !range)) {
            return new BitSet();
        }
        BitSet values = new BitSet();
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
        return values;
    }

    private int rangeEnd(String text) {
        int end = number(text);
        boolean sunday = equals(WEEKDAY) && end == first;
        return sunday ? last : end; // A range that ends on Sunday ends the week.
    }

    private int number(String text) {
        int name = names.indexOf(text);
        if (name >= 0) {
            return first + name;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : MALFORMED;
        return number >= first && number <= last ? number : MALFORMED;
    }
}
