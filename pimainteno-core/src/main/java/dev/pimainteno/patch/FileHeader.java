package dev.pimainteno.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reply says of a file before its hunks. For one thread, while a reply is read. */
final class FileHeader {
    static final String NOWHERE = "/dev/null";

    /** The line of the reply where it starts, from 1. */
    final int line;

    /** The path of a {@code diff --git} line without prefixes, if both its names give the same. */
    @Nullable
    String gitPath;

    /** The name of the {@code ---} line, as it stands there. */
    @Nullable
    String oldName;

    /** The name of the {@code +++} line, as it stands there. */
    @Nullable
    String newName;

    @Nullable
    String newFileMode;

    @Nullable
    String deletedFileMode;

    @Nullable
    String modeBefore;

    @Nullable
    String modeAfter;

    @Nullable
    String renamedFrom;

    @Nullable
    String renamedTo;

    boolean isGit;

    /** Whether the file goes whatever is in it: the reply's form has no way to quote it. */
    boolean deletesWhole;

    /** Whether the hunk is not one, but the whole text of the file after the edit. */
    boolean replacesWhole;

    /** The paths that the text above names, the nearest last, for a header that names none itself. */
    List<String> mentions = List.of();

    FileHeader(int line) {
        this.line = line;
    }

    /** Replaces the names by what {@link HeaderName#simplified} leaves of them; says whether that changes any. */
    boolean simplify() {
        String before = oldName + "\n" + newName;
        oldName = oldName == null ? null : HeaderName.simplified(oldName);
        newName = newName == null ? null : HeaderName.simplified(newName);
        return !before.equals(oldName + "\n" + newName);
    }

    boolean hasNames() {
        return oldName != null && newName != null;
    }

    /** Whether no line of the header names a file. */
    boolean isNameless() {
        return oldName == null && newName == null && gitPath == null && renamedFrom == null && renamedTo == null;
    }

    boolean createsFile() {
        return newFileMode != null || NOWHERE.equals(oldName);
    }

    boolean deletesFile() {
        return deletedFileMode != null || NOWHERE.equals(newName);
    }

    boolean renamesFile() {
        return renamedFrom != null || renamedTo != null;
    }

    /** Returns the file's name for messages. */
    String label() {
        if (newName != null && !newName.equals(NOWHERE)) {
            return HeaderName.withoutPrefix(newName);
        }
        if (oldName != null && !oldName.equals(NOWHERE)) {
            return HeaderName.withoutPrefix(oldName);
        }
        if (gitPath != null) {
            return gitPath;
        }
        return renamedTo != null ? renamedTo : "the file of line " + line + " of the reply";
    }
}
