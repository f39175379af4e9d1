package dev.pimainteno.cli.doctor;

/**
 * The Java that this runs on. It is new enough, or this would not run; of 32 bits the persistent cache knows no library.
 *
 * @param version such as {@code 17.0.15+6}
 * @param home where it is installed
 * @param bits how wide its addresses are: {@code 32} or {@code 64}; anything else is unknown
 */
public record JavaCheck(String version, String home, String bits) implements Check {

    /** Returns a check of this process's Java. */
    public static JavaCheck ofProcess() {
        return new JavaCheck(
                Runtime.version().toString(),
                System.getProperty("java.home", ""),
                System.getProperty("sun.arch.data.model", "unknown"));
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public Diagnosis examine() {
        String found = "Java " + version + " in " + home;
        return bits.equals("32")
                ? Diagnosis.warning(
                        found + ", of 32 bits: answers are cached in plain files",
                        "use a 64-bit operating system and Java, where the machine has 64 bits")
                : Diagnosis.ok(found);
    }
}
