package dev.pimainteno.patch;

/**
 * One line of a hunk. Immutable.
 *
 * @param text the line without its prefix and its line feed, one {@code char} per byte
 * @param endsFile whether the hunk says that no newline follows at the end of the file
 * @param bare whether the line stands in the reply without a prefix, so that its kind is a guess
 */
record HunkLine(Kind kind, String text, boolean endsFile, boolean bare) {

    enum Kind {
        CONTEXT,
        REMOVED,
        ADDED
    }

    HunkLine(Kind kind, String text, boolean endsFile) {
        this(kind, text, endsFile, false);
    }

    static HunkLine context(String text) {
        return new HunkLine(Kind.CONTEXT, text, false);
    }

    boolean isOld() {
        return kind != Kind.ADDED;
    }

    boolean isNew() {
        return kind != Kind.REMOVED;
    }

    boolean isContext() {
        return kind == Kind.CONTEXT;
    }

    boolean isBlank() {
        return text.isBlank();
    }

    /** Whether it is blank and has no prefix, so that it may be a line of any kind, or none of the hunk. */
    boolean isBareBlank() {
        return bare && isBlank();
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
        return new HunkLine(kind, text, true, bare);
    }

    HunkLine notEndingFile() {
        return endsFile ? new HunkLine(kind, text, false, bare) : this;
    }

    HunkLine withKind(Kind other) {
        return new HunkLine(other, text, endsFile, bare);
    }

    HunkLine withText(String other) {
        return new HunkLine(kind, other, endsFile, bare);
    }
}
