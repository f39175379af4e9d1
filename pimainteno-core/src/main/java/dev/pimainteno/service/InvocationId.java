package dev.pimainteno.service;

import java.util.regex.Pattern;

/**
 * Names one start of a service, as systemd does. Immutable.
 *
 * @param hex 32 lower-case hexadecimal digits
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#%24INVOCATION_ID">systemd.exec(5)</a>
 */
public record InvocationId(String hex) {
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{32}");

    public InvocationId {
        if (!VALID.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "not an invocation id of 32 lower-case hexadecimal digits: '" + hex + "'");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
