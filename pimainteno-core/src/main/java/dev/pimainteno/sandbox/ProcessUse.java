package dev.pimainteno.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one process uses, as the kernel tells it. Immutable.
 *
 * @param bytes of memory that no file backs; what it shares with others included
 */
record ProcessUse(long pid, long threads, long bytes) {
    private static final Pattern MEMORY = Pattern.compile("^Rss(?:Anon|Shmem):\\s+(\\d{1,15}) kB", Pattern.MULTILINE);
    private static final Pattern THREADS = Pattern.compile("^Threads:\\s+(\\d{1,9})", Pattern.MULTILINE);
    private static final Pattern SHARE = Pattern.compile("^Pss_(?:Anon|Shmem):\\s+(\\d{1,15}) kB", Pattern.MULTILINE);

    /** Returns nothing for one that has ended, and where the kernel does not tell. */
    static Optional<ProcessUse> of(long pid) {
        return read(pid, "status").map(text -> new ProcessUse(pid, sum(THREADS, text), sum(MEMORY, text) << 10));
    }

    /** Returns the memory that no file backs, with this process's part of what it shares. */
    long exactBytes() {
        return read(pid, "smaps_rollup").map(text -> sum(SHARE, text) << 10).orElse(bytes);
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", String.valueOf(pid), file), ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // Processes end, and of some one may not ask.
        }
    }

    private static long sum(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        long sum = 0;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
        }
        return sum;
    }
}
