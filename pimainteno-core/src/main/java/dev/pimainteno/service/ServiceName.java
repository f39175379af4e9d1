package dev.pimainteno.service;

import java.util.regex.Pattern;

/**
 * The name of a service unit, such as {@code shop.service} or {@code app@blue.service}. Validated, so that a name can
 * never be read as a command-line option or a path. Immutable.
 *
 * @param value at most 255 characters of those that systemd allows in unit names, ending in {@code .service}
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html">systemd.unit(5)</a>
 */
public record ServiceName(String value) {
    private static final int LONGEST = 255;
    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9_:][A-Za-z0-9:_.\\\\-]*(@[A-Za-z0-9:_.\\\\-]*)?\\.service");

    public ServiceName {
        if (value.length() > LONGEST || !VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not the name of a service unit (NAME.service, letters, digits and :-_.\\@): '" + value + "'");
        }
    }

    public static ServiceName of(String value) {
        return new ServiceName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
