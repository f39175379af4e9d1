package dev.pimainteno.project;

/**
 * How large one change may be. Immutable.
 *
 * @param files how many files it may touch; positive
 * @param lines how many lines it may add and remove together; positive
 * @param bytes how many bytes the touched files may have together afterwards; positive
 */
public record Limits(int files, int lines, long bytes) {

    public Limits {
        if (files < 1 || lines < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "limits must be positive: files=" + files + ", lines=" + lines + ", bytes=" + bytes);
        }
    }

    /** Returns the limits of a minimal improvement: 10 files, 400 lines, 1 MiB. */
    public static Limits standard() {
        return new Limits(10, 400, 1 << 20);
    }
}
