package dev.pimainteno.layout;

import dev.pimainteno.process.Command;
import java.util.Optional;
import java.util.regex.Pattern;

/** A makefile with a target {@code test} or {@code check}. Immutable. */
record MakeLayout() implements ProjectLayout {

    @Override
    public Optional<VerifyGuess> guess(RootFiles files) {
        // In the order in which GNU make looks.
        return files.first("GNUmakefile", "makefile", "Makefile").flatMap(makefile -> {
            for (String target : new String[] {"test", "check"}) {
                if (files.mentions(makefile, rule(target))) {
                    return Optional.of(VerifyGuess.of(Command.of("make", target), makefile));
                }
            }
            return Optional.empty();
        });
    }

    /** A line that begins with targets and a colon: a rule, unless the colon belongs to an assignment. */
    private static Pattern rule(String target) {
        return Pattern.compile(
                "^(?:[\\w./-]+[ \\t]+)*" + target + "(?:[ \\t]+[\\w./-]+)*[ \\t]*::?(?![:=])", Pattern.MULTILINE);
    }
}
