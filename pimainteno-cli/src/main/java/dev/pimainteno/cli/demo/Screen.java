package dev.pimainteno.cli.demo;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Prints the demo, in colours where they are welcome. For one thread at a time. */
final class Screen {
    private static final int LABEL = 10;
    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final Ansi ansi;

    Screen(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void title(String text) {
        out.println();
        out.println(styled(text, Style.bold));
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void indented(String text) {
        line("  " + text);
    }

    /** Returns a text with one period at its end. */
    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** Prints lines of a program or a file, set apart from what the demo itself says. */
    void quoted(String text) {
        text.lines().forEach(line -> line("    " + line));
    }

    /**
     * Prints what there is to say about a phase or a thing, on as many lines as it takes.
     *
     * @param label empty if the line goes on with the one before
     */
    void labelled(String label, String text) {
        String padded = "%-" + LABEL + "s";
        String first = "  " + styled(padded.formatted(label), Style.fg_cyan);
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        String rest = text;
        while (rest.length() > WIDTH - LABEL && rest.lastIndexOf(' ', WIDTH - LABEL) > indent.length()) {
            int space = rest.lastIndexOf(' ', WIDTH - LABEL);
            line(first + rest.substring(0, space));
            first = "  " + " ".repeat(LABEL);
            rest = indent + rest.substring(space + 1);
        }
        line(first + rest);
    }

    /** Prints a finding, good or bad. */
    void finding(boolean good, String text) {
        line("  " + (good ? styled("yes", Style.fg_green) + "  " : styled("NO", Style.fg_red) + "   ") + text);
    }

    /** Prints a unified diff. */
    void diff(String diff) {
        diff.lines().forEach(line -> line("    " + styled(line, styleOf(line))));
    }

    private static Style styleOf(String line) {
        if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ")) {
            return Style.bold;
        }
        if (line.startsWith("@@")) {
            return Style.fg_cyan;
        }
        if (line.startsWith("+")) {
            return Style.fg_green;
        }
        return line.startsWith("-") ? Style.fg_red : Style.reset;
    }

    private String styled(String text, Style style) {
        return ansi.enabled() && style != Style.reset ? Style.on(style) + text + Style.off(style) : text;
    }
}
