package dev.pimainteno.change;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to one file: it is created, changed, moved or deleted. Immutable; holds whole contents, not hunks. */
public final class FileEdit {
    private static final byte[] NOTHING = {};

    private final @Nullable String before;
    private final @Nullable String after;
    private final FileMode mode;
    private final byte[] content;

    private FileEdit(@Nullable String before, @Nullable String after, FileMode mode, byte[] content) {
        this.before = before;
        this.after = after;
        this.mode = requireNonNull(mode, "mode");
        this.content = content;
    }

    /**
     * A new file.
     *
     * @throws IllegalArgumentException if the path is unsafe or the mode is no file's
     */
    public static FileEdit create(String path, FileMode mode, byte[] content) {
        return new FileEdit(null, TreePaths.requireSafe(path), requireFile(path, mode), content.clone());
    }

    /**
     * New content for a file that exists.
     *
     * @throws IllegalArgumentException if the path is unsafe or the mode is no file's
     */
    public static FileEdit modify(String path, FileMode mode, byte[] content) {
        TreePaths.requireSafe(path);
        return new FileEdit(path, path, requireFile(path, mode), content.clone());
    }

    /**
     * A file under a new path, with the same or new content.
     *
     * @throws IllegalArgumentException if a path is unsafe, both are the same, or the mode is no file's
     */
    public static FileEdit move(String before, String after, FileMode mode, byte[] content) {
        if (TreePaths.requireSafe(before).equals(TreePaths.requireSafe(after))) {
            throw new IllegalArgumentException("a move needs two paths: '" + before + "'");
        }
        return new FileEdit(before, after, requireFile(after, mode), content.clone());
    }

    /**
     * A file that goes.
     *
     * @throws IllegalArgumentException if the path is unsafe
     */
    public static FileEdit delete(String path) {
        return new FileEdit(TreePaths.requireSafe(path), null, FileMode.REGULAR, NOTHING);
    }

    /** Returns the path before the edit; absent for a new file. */
    public Optional<String> before() {
        return Optional.ofNullable(before);
    }

    /** Returns the path after the edit; absent for a deleted file. */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    /** Returns the path to speak of: the one after the edit, or the one before it if the file goes. */
    public String path() {
        return after != null ? after : requireNonNull(before);
    }

    /** Returns the mode after the edit. */
    public FileMode mode() {
        return mode;
    }

    /** Returns the content after the edit; empty if the file goes. The caller owns the array. */
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileEdit edit
                && Objects.equals(before, edit.before)
                && Objects.equals(after, edit.after)
                && mode == edit.mode
                && Arrays.equals(content, edit.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(before, after, mode, Arrays.hashCode(content));
    }

    @Override
    public String toString() {
        if (before == null) {
            return "create " + after;
        }
        if (after == null) {
            return "delete " + before;
        }
        return before.equals(after) ? "modify " + after : "move " + before + " to " + after;
    }

    private static FileMode requireFile(String path, FileMode mode) {
        if (!mode.isFile()) {
            throw new IllegalArgumentException("'" + path + "' would become a " + mode + ", which no edit may make");
        }
        return mode;
    }
}
