package dev.pimainteno.patch;

import java.util.List;
import java.util.Optional;

/** Gives the added lines of a hunk the indentation of the file, if the hunk's old lines all differ from it in the same way. */
final class AddedLines {
    private final Indentation indentation;
    private final boolean converts;

    private AddedLines(Indentation indentation, boolean converts) {
        this.indentation = indentation;
        this.converts = converts;
    }

    static AddedLines of(Indentation indentation, List<HunkLine> lines) {
        boolean tabs = lines.stream()
                .filter(line -> line.kind() == HunkLine.Kind.ADDED)
                .anyMatch(line -> Indentation.start(line.plain()).indexOf('\t') >= 0);
        boolean foreign = indentation.fileHasTabs() != tabs; // else they are in the file's own style
        return new AddedLines(indentation, foreign && indentation.tabWidth() != 0);
    }

    /** Returns the line as it belongs into the file; nothing if that cannot be told. */
    Optional<HunkLine> inFile(HunkLine added) {
        String text = added.text();
        if (converts && !text.isBlank()) {
            String start = Indentation.start(text);
            return Optional.of(added.withText(converted(start) + text.substring(start.length())));
        }
        return indentation.shift(text).map(added::withText);
    }

    private String converted(String start) {
        String tab = " ".repeat(indentation.tabWidth());
        return indentation.fileHasTabs() ? start.replace(tab, "\t") : start.replace("\t", tab);
    }
}
