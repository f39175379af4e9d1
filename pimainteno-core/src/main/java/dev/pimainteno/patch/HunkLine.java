package dev.pimainteno.patch;

/**
 * One line of a hunk. Immutable.
 *
 * @param text the line without its prefix and its line feed, one {@code char} per byte
 * @param endsFile whether the hunk says that no newline follows at the end of the file
 */
record HunkLine(Kind kind, String text, boolean endsFile) {

    enum Kind {
        CONTEXT,
        REMOVED,
        ADDED
    }

    boolean isOld() {
        return kind != Kind.ADDED;
    }

    boolean isNew() {
        return kind != Kind.REMOVED;
    }

    /** Returns the text as it is compared: without a carriage return at its end and a byte order mark at its start. */
    String plain() {
        int from = hasMark() ? FileText.MARK.length() : 0;
        int to = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(from, Math.max(from, to));
    }

    boolean hasMark() {
        return text.startsWith(FileText.MARK);
    }

    HunkLine endingFile() {
        return new HunkLine(kind, text, true);
    }
}
