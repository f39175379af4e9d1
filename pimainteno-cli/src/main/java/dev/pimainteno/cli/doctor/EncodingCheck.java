package dev.pimainteno.cli.doctor;

import java.util.Locale;

/**
 * How Java reads and writes the names of files. Anything but UTF-8 loses some.
 *
 * @param encoding such as {@code UTF-8} or {@code ANSI_X3.4-1968}
 */
public record EncodingCheck(String encoding) implements Check {

    /** Returns a check of this process's encoding. */
    public static EncodingCheck ofProcess() {
        return new EncodingCheck(System.getProperty("sun.jnu.encoding", "unknown"));
    }

    @Override
    public String name() {
        return "file names";
    }

    @Override
    public Diagnosis examine() {
        return encoding.toUpperCase(Locale.ROOT).equals("UTF-8")
                ? Diagnosis.ok("UTF-8")
                : Diagnosis.warning(
                        encoding + ": names with other characters than those of English cannot be read or written",
                        "start with bin/pimainteno, and with LC_ALL=C.UTF-8 or another locale of UTF-8");
    }
}
