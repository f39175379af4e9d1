package dev.pimainteno.cli;

import java.util.List;

/** Text in the macros of manual pages. */
final class RoffText {
    private final StringBuilder text = new StringBuilder();

    /** Adds a macro with its arguments, each in quotes. */
    RoffText macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
        return this;
    }

    /** Adds a paragraph's line or lines. */
    RoffText text(String words) {
        words.lines().map(String::strip).map(RoffText::escaped).forEach(line -> {
            boolean control = line.startsWith(".") || line.startsWith("'");
            text.append(control ? "\\&" : "").append(line).append('\n');
        });
        return this;
    }

    /** Adds lines as they are, each on its own. */
    RoffText example(List<String> lines) {
        macro("PP").macro("nf").macro("RS", "4");
        lines.forEach(line -> text.append("\\&").append(escaped(line)).append('\n'));
        return macro("RE").macro("fi");
    }

    /** Adds an entry of a list: a term, and what it means. */
    RoffText entry(String term, String meaning) {
        macro("TP").macro("B", term);
        return text(meaning);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A bare hyphen might be printed as another character, which nobody could copy into a shell. */
    private static String escaped(String words) {
        return words.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha");
    }
}
