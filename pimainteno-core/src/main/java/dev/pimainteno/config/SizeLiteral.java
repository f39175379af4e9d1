package dev.pimainteno.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size as it is written in the file: one positive whole number and one binary unit. Immutable.
 *
 * @param amount positive; times the unit at most {@link Long#MAX_VALUE} bytes
 */
record SizeLiteral(long amount, Unit unit) {
    private static final Pattern SYNTAX = Pattern.compile("([1-9][0-9]{0,18})(B|KiB|MiB|GiB|TiB)");
    private static final Pattern NEARLY = Pattern.compile("([1-9][0-9]{0,18})\\s*([kKmMgGtT])(?:i?[bB])?");

    enum Unit {
        B(0),
        KiB(10),
        MiB(20),
        GiB(30),
        TiB(40);

        private final long bytes;

        Unit(int powerOfTwo) {
            this.bytes = 1L << powerOfTwo;
        }
    }

    SizeLiteral {
        if (amount < 1 || amount > Long.MAX_VALUE / unit.bytes) {
            throw new IllegalArgumentException("not from 1B to 2^63-1 bytes: " + amount + unit);
        }
    }

    static Optional<SizeLiteral> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SizeLiteral(Long.parseLong(matcher.group(1)), Unit.valueOf(matcher.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // More bytes than a long can count.
        }
    }

    /** Says what is accepted, with the binary unit in place of a decimal or abbreviated one. */
    static String expectedInsteadOf(Object found) {
        if (found instanceof String text) {
            Matcher nearly = NEARLY.matcher(text);
            if (nearly.matches()) {
                String binary = nearly.group(1) + nearly.group(2).toUpperCase(Locale.ROOT) + "iB";
                if (parse(binary).isPresent()) {
                    return "a size in binary units: \"" + binary + '"';
                }
            }
        }
        return "a size such as \"64MiB\", \"512KiB\" or \"1GiB\", or a positive number of bytes";
    }

    long toBytes() {
        return amount * unit.bytes;
    }

    @Override
    public String toString() {
        return amount + unit.name();
    }
}
